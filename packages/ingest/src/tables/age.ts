import type { VocabularyFile } from '@retombees/programme/vocabulary-file'
import { type Demand, type RowContext, said, type TargetTable, type Values } from './target-table.ts'

export const OLDEST = 120
const MAJORITY = 18

/** The columns that say an age: the band as written, or the one in which the age written (`age`) falls that day. */
export const AGE_COLUMNS: TargetTable['derived'] = Object.freeze({
  age_band: (values, _, context) => said(values, 'age_band') || bandOfAge(values, context),
  age_list: (values, _, context) =>
    said(values, 'age_band') !== '' || bandOfAge(values, context) !== null
      ? (listOf(context)?.id ?? null)
      : null,
})

/** Whether the person is under 18 that day; null when the band holds both, or none is known. */
export const minor: TargetTable['derived'][string] = (values, _, context) => {
  if (said(values, 'age') !== '') return String(Number(said(values, 'age')) < MAJORITY)
  const band = listOf(context)?.codes.find(({ id }) => id === said(values, 'age_band'))
  if (!band || band.missing || band.from === undefined) return null
  if (band.from >= MAJORITY) return 'false'
  return band.to !== undefined && band.to < MAJORITY ? 'true' : null
}

export const AGE_DEMANDS: readonly Demand[] = Object.freeze([
  {
    code: 'impossible-age',
    field: 'age',
    holds: isPossible,
    problem: `cet âge n’est pas possible (0 à ${OLDEST} ans)`,
    remedy: 'corriger la cellule, ou la vider',
  },
  {
    code: 'age-disagrees',
    field: 'age_band',
    holds: (values: Values, context: RowContext) =>
      said(values, 'age') === '' ||
      !isPossible(values) ||
      bandOfAge(values, context) === said(values, 'age_band'),
    problem: 'l’âge et la tranche d’âge de la ligne ne s’accordent pas',
    remedy: 'corriger l’un ou l’autre, ou vider celui qui n’est pas sûr',
  },
])

function isPossible(values: Values): boolean {
  const age = Number(said(values, 'age') || 0)
  return age >= 0 && age <= OLDEST
}

/** The list of ages of which the source writes codes: that of its field, or the one that it names as a constant. */
function listOf({ source, programme }: RowContext): VocabularyFile | undefined {
  const named = source.constants.age_list ?? source.fields.age_band?.codes
  return programme.vocabularies.find(({ id, kind }) => id === named && kind === 'ages')
}

function bandOfAge(values: Values, context: RowContext): string | null {
  if (said(values, 'age') === '') return null
  const age = Number(said(values, 'age'))
  const band = listOf(context)?.codes.find(
    ({ missing, from, to }) => !missing && from !== undefined && from <= age && age <= (to ?? OLDEST),
  )
  return band?.id ?? null
}
