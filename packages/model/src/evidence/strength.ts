import type { SourceVoice, Strength, Voice } from '@retombees/contract/evidence'
import { saysOf } from './lean.ts'
import { isEvidence, voiceOf, type Witness } from './witness.ts'

export type About = 'residents' | 'staff' | 'centres' | 'territory'

/** Voices that are independent of each other, with what each says; the silent ones are left out. */
export function independentVoices(
  witnesses: readonly Witness[],
): readonly { readonly says: SourceVoice['says']; readonly voices: readonly Voice[] }[] {
  const speaking = witnesses.filter(({ result }) => isEvidence(result))
  return [...new Set(speaking.map(voiceOf))].map((key) => {
    const own = speaking.filter((witness) => voiceOf(witness) === key)
    return { says: saysOf(own), voices: [...new Set(own.map(({ result }) => result.sheet.voice))] }
  })
}

/**
 * How far the evidence of a criterion carries: by its independent voices, never by its number of indicators. A criterion
 * about residents that only staff speak to stays a presumption, and so do facts that have no direction.
 */
export function strengthOfCriterion(about: About, witnesses: readonly Witness[]): Strength {
  const voices = independentVoices(witnesses)
  if (voices.length === 0) return 'none'
  if (onlyStaffSpeakOfResidents(about, witnesses)) return 'presumption'
  const directed = voices.filter(({ says }) => says !== 'records')
  if (directed.length === 0) return 'presumption'
  if (directed.length === 1) return 'single-source'
  const says = new Set(directed.map((each) => each.says))
  return says.size === 1 && !says.has('mixed') ? 'converging' : 'diverging'
}

/** A record without a direction says nothing of residents: beside staff who speak for them it lifts nothing. */
export function onlyStaffSpeakOfResidents(about: About, witnesses: readonly Witness[]): boolean {
  const voices = independentVoices(witnesses)
  const directed = voices.filter(({ says }) => says !== 'records')
  const heard = directed.length > 0 ? directed : voices
  return (
    about === 'residents' &&
    heard.length > 0 &&
    heard.every((each) => each.voices.every((voice) => voice === 'staff'))
  )
}

const LADDER: readonly Strength[] = Object.freeze(['none', 'presumption', 'single-source', 'converging'])

/**
 * A question is as strong as what more than half of its criteria reach: sources that speak to different criteria do not
 * confirm each other. One criterion that diverges makes it diverge; one that has anything leaves at least a presumption.
 */
export function strengthOfQuestion(criteria: readonly Strength[]): Strength {
  if (criteria.includes('diverging')) return 'diverging'
  if (criteria.every((each) => each === 'none')) return 'none'
  const rank = (each: Strength) => LADDER.indexOf(each)
  const reached = LADDER.filter(
    (level) => criteria.filter((each) => rank(each) >= rank(level)).length * 2 > criteria.length,
  ).at(-1)
  return reached === undefined || reached === 'none' ? 'presumption' : reached
}
