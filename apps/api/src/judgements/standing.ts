import type { Grade, Reading, SourceVoice, Strength } from '@retombees/contract/evidence'
import type { JudgedQuestion } from '@retombees/contract/judgement'
import type { EvidenceState } from './evidence-state.ts'

type Says = SourceVoice['says']
type Change = JudgedQuestion['changes'][number]
type Criterion = EvidenceState['criteria'][number]

const STRENGTHS: Readonly<Record<Strength, string>> = Object.freeze({
  none: 'aucune preuve',
  presumption: 'présomption',
  'single-source': 'une seule source',
  converging: 'sources convergentes',
  diverging: 'sources divergentes',
})
const SAYS: Readonly<Record<Says, string>> = Object.freeze({
  favourable: 'favorable',
  mixed: 'partagée',
  unfavourable: 'défavorable',
  records: 'relève un fait',
  silent: 'muette',
})
const READINGS: Readonly<Record<Reading, string>> = Object.freeze({
  'majority-established': 'majorité établie',
  'majority-likely': 'majorité probable',
  split: 'partagé',
  'minority-likely': 'minorité probable',
  'minority-established': 'minorité établie',
})
/** Which way each leans; a move down is against a positive answer, a move up against a reserved one. */
const SAYS_LEANS: Readonly<Record<Says, number>> = Object.freeze({
  favourable: 1,
  mixed: 0,
  records: 0,
  silent: 0,
  unfavourable: -1,
})
const STRENGTH_LEANS: Readonly<Record<Strength, number>> = Object.freeze({
  none: 0,
  presumption: 1,
  diverging: 1,
  'single-source': 2,
  converging: 3,
})

/**
 * What has changed in the evidence since an answer was signed, and whether a change goes against it: evidence that
 * weakens or a source that turns, under a positive answer; the contrary under a reserved one. It flags; it judges nothing.
 */
export function standingOf(
  grade: Grade,
  then: EvidenceState,
  now: EvidenceState,
): Pick<JudgedQuestion, 'standing' | 'changes'> {
  const positive = grade === 'yes' || grade === 'yes-with-reservation'
  const against = (move: number) => (positive ? move < 0 : move > 0)
  const before = new Map(then.criteria.map((criterion) => [criterion.id, criterion]))
  const after = new Map(now.criteria.map((criterion) => [criterion.id, criterion]))
  const changes = [
    ...then.criteria
      .filter(({ id }) => !after.has(id))
      .map(({ label }) => ({ sentence: `« ${label} » n’est plus un critère.`, against: positive })),
    ...now.criteria.flatMap((criterion) => {
      const old = before.get(criterion.id)
      if (!old) return [{ sentence: `« ${criterion.label} » est un nouveau critère.`, against: false }]
      return changesOf(old, criterion, against)
    }),
  ]
  changes.sort((a, b) => Number(b.against) - Number(a.against))
  const standing = changes.some((change) => change.against)
    ? 'contradicted'
    : changes.length > 0
      ? 'changed'
      : 'same'
  return { standing, changes }
}

function changesOf(then: Criterion, now: Criterion, against: (move: number) => boolean): Change[] {
  const changes: Change[] = []
  if (then.strength !== now.strength)
    changes.push({
      sentence: `« ${now.label} » : la preuve passe de « ${STRENGTHS[then.strength]} » à « ${STRENGTHS[now.strength]} ».`,
      against: against(STRENGTH_LEANS[now.strength] - STRENGTH_LEANS[then.strength]),
    })
  for (const source of union(then.sources, now.sources, (each) => each.source)) {
    const was = source.was?.says ?? 'silent'
    const is = source.is?.says ?? 'silent'
    if (was !== is)
      changes.push({
        sentence: `« ${now.label} », ${source.any.label} : ${SAYS[was]} devient ${SAYS[is]}.`,
        against: against(SAYS_LEANS[is] - SAYS_LEANS[was]),
      })
  }
  for (const indicator of union(then.indicators, now.indicators, (each) => each.id)) {
    const { label } = indicator.any
    if (!indicator.is)
      changes.push({ sentence: `${label} : l’indicateur n’est plus défini.`, against: false })
    else if (!indicator.was) changes.push({ sentence: `${label} : nouvel indicateur.`, against: false })
    else changes.push(...indicatorChanges(indicator.was, indicator.is))
  }
  return changes
}

function indicatorChanges(
  then: Criterion['indicators'][number],
  now: Criterion['indicators'][number],
): Change[] {
  const changes: Change[] = []
  const words = (reading: Reading | null) => (reading === null ? 'sans lecture' : READINGS[reading])
  if (then.version !== now.version)
    changes.push({ sentence: `${now.label} : la définition a changé.`, against: false })
  if (then.reading !== now.reading)
    changes.push({
      sentence: `${now.label} : « ${words(then.reading)} » devient « ${words(now.reading)} ».`,
      against: false,
    })
  if (then.status !== now.status)
    changes.push({
      sentence: `${now.label} : « ${then.statusWords} » devient « ${now.statusWords} ».`,
      against: false,
    })
  return changes
}

/** What is in either list, paired by key, in the order of the second and then of the first. */
function union<T>(then: readonly T[], now: readonly T[], keyOf: (each: T) => string) {
  const old = new Map(then.map((each) => [keyOf(each), each]))
  const kept = now.map((each) => ({ any: each, was: old.get(keyOf(each)), is: each as T | undefined }))
  const present = new Set(now.map(keyOf))
  const gone = then
    .filter((each) => !present.has(keyOf(each)))
    .map((each) => ({ any: each, was: each as T | undefined, is: undefined as T | undefined }))
  return [...kept, ...gone]
}
