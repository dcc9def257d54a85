import type { SourceVoice } from '@retombees/contract/evidence'
import type { Programme } from '@retombees/programme/programme'
import { counted, frenchList, typeset } from '../french.ts'
import { leansOf, saysOf } from './lean.ts'
import { isEvidence, isPlan, voiceOf, type Witness } from './witness.ts'

/** One source with what it says, why in one French sentence, and whose voice it is. */
export interface HeardSource {
  readonly voice: SourceVoice
  readonly because: string
  readonly speaksFor: readonly string[]
}

/** What each source says, in the programme's order: all the indicators of one source are one voice. */
export function hearSources(programme: Programme, witnesses: readonly Witness[]): readonly HeardSource[] {
  return programme.evidenceSources.flatMap(({ id, label }) => {
    const own = witnesses.filter((witness) => witness.definition.source === id)
    return own.length > 0 ? [hearSource(id, label.fr, own)] : []
  })
}

/** The reasons that the sources give; the silent ones are named together. */
export function sourceReasons(heard: readonly HeardSource[]): readonly string[] {
  const silent = heard.filter(({ voice }) => voice.says === 'silent').map(({ voice }) => voice.label)
  return [
    ...heard.filter(({ voice }) => voice.says !== 'silent').map(({ because }) => because),
    ...sharedVoices(heard),
    ...(silent.length > 0 ? [typeset(`Rien de mesuré ou de lisible encore : ${silent.join(' ; ')}.`)] : []),
  ]
}

function hearSource(source: string, label: string, witnesses: readonly Witness[]): HeardSource {
  const measured = witnesses.filter(({ result }) => isEvidence(result))
  const speaking = (measured.length > 0 ? measured : witnesses).map(({ result }) => result.sheet)
  return {
    voice: {
      source,
      label,
      voices: [...new Set(speaking.map((sheet) => sheet.voice))],
      natures: [...new Set(speaking.map((sheet) => sheet.nature))],
      says: saysOf(witnesses),
      indicators: witnesses.map(({ result }) => result.sheet.id),
    },
    because: typeset(`${label} : ${words(witnesses)}`),
    speaksFor: [...new Set(measured.map(voiceOf))],
  }
}

/** Sources that are blocks of one questionnaire, said once. */
function sharedVoices(heard: readonly HeardSource[]): readonly string[] {
  const labels = new Map<string, string[]>()
  for (const { voice, speaksFor } of heard) {
    for (const key of speaksFor) labels.set(key, [...(labels.get(key) ?? []), `« ${voice.label} »`])
  }
  return [...labels.values()]
    .filter((shared) => shared.length > 1)
    .map((shared) => typeset(`${frenchList(shared)} sont un même questionnaire : une seule source.`))
}

function words(witnesses: readonly Witness[]): string {
  const leans = leansOf(witnesses)
  const supporting = leans.filter(({ side }) => side === 'for').length
  const measures = `${supporting} sur ${counted(leans.length, 'mesure')} dans le sens attendu`
  const measured = witnesses.filter(({ result }) => isEvidence(result))
  switch (saysOf(witnesses)) {
    case 'favourable':
      return `favorable (${measures}).`
    case 'unfavourable':
      return `défavorable (${measures}).`
    case 'mixed':
      return `partagée (${measures}).`
    case 'records':
      return measured.every(({ result }) => isPlan(result))
        ? 'ce qui était prévu, non ce qui en a résulté.'
        : `${counted(measured.length, 'fait relevé', 'faits relevés')}, sans sens favorable ou défavorable.`
    case 'silent':
      return 'rien de mesuré encore.'
  }
}
