import type { CrossTest } from '@retombees/contract/cross-table'
import { isAbsent } from '@retombees/statistics/absence'
import { compareScale } from '@retombees/statistics/compare-scale'
import { compareTable, type TableComparison } from '@retombees/statistics/compare-table'
import { holm } from '@retombees/statistics/holm'
import { scoresOf } from './codebook.ts'
import { frenchNumber, frenchP, typeset } from './french.ts'
import type { Side } from './survey-sides.ts'

/** A test before its block is corrected: what it compares, in words, and the bases that its sentence shows. */
export interface RawTest {
  readonly name: string
  readonly why: string
  readonly option: string | null
  readonly pValue: number
  readonly primary: boolean
  readonly bases: readonly number[]
  /** A difference between two groups or more, or a link between two questions. */
  readonly claim: 'difference' | 'link'
}

/** Counts by row then column, without those who are in no category. */
type Counts = readonly (readonly number[])[]

/**
 * The tests of a cross table, chosen by its shape and its expected counts. An ordered scale in two groups: Mann-Whitney on
 * opinions; the independence of the whole table stands beside it. Any other table of categories that exclude each other:
 * Fisher 2×2, chi-square or Fisher-Freeman-Halton. A multiple choice by groups: one such test for each option, given or
 * not. Two multiple choices: none.
 */
export function testsOf(
  rows: Side,
  columns: Side,
  counts: Counts,
  columnTotals: readonly number[],
): readonly RawTest[] {
  if (columns.kind === 'multiple') return []
  if (rows.kind === 'multiple') {
    return rows.options.flatMap((option, i) => {
      const given = counts[i] ?? []
      const table = [given, columnTotals.map((total, j) => total - (given[j] ?? 0))]
      return independence(table, columns, option.label, true)
    })
  }
  const scale = scaleTest(rows, columns, counts)
  return [...scale, ...independence(counts, columns, null, scale.length === 0)]
}

/** Corrects the primary tests of a block by Holm and says, of each, what may be claimed. */
export function corrected(tests: readonly (readonly RawTest[])[]): {
  readonly familySize: number
  readonly tests: readonly (readonly CrossTest[])[]
} {
  const family = tests.flat().filter(({ primary }) => primary)
  const adjusted = new Map(holm(family.map(({ pValue }) => pValue)).map((p, at) => [family[at], p]))
  const size = family.length
  return {
    familySize: size,
    tests: tests.map((own) =>
      own.map((test) => {
        const after = size > 1 ? (adjusted.get(test) ?? null) : null
        return {
          name: test.name,
          why: typeset(test.why),
          option: test.option,
          pValue: test.pValue,
          adjusted: after,
          primary: test.primary,
          established: after !== null && after <= ALPHA,
          sentence: sentenceOf(test, after, size),
        }
      }),
    ),
  }
}

const ALPHA = 0.05

const NAMES: Readonly<Record<TableComparison['test'], string>> = Object.freeze({
  'fisher-2x2': 'Fisher exact',
  pearson: 'Khi-deux de Pearson',
  'fisher-freeman-halton': 'Fisher-Freeman-Halton',
})

function independence(
  counts: Counts,
  columns: Side,
  option: string | null,
  primary: boolean,
): readonly RawTest[] {
  const compared = compareTable(counts)
  if (isAbsent(compared)) return []
  const groups = columns.kind === 'place' || columns.kind === 'profile' || option !== null
  return [
    {
      name: NAMES[compared.test],
      why: whyOf(compared),
      option,
      pValue: compared.pValue,
      primary,
      bases: basesOf(counts),
      claim: groups ? 'difference' : 'link',
    },
  ]
}

function whyOf({ test, choice, result }: TableComparison): string {
  const smallest = frenchNumber('grounds' in choice ? choice.grounds.smallestExpected : 0, 1)
  switch (test) {
    case 'fisher-2x2':
      return 'Le tableau a deux lignes et deux colonnes.'
    case 'pearson':
      return `Tous les effectifs attendus atteignent 5 (le plus petit : ${smallest}).`
    case 'fisher-freeman-halton':
      return 'method' in result && result.method === 'monte-carlo'
        ? `Un effectif attendu est sous 5 (${smallest}) ; estimé sur ${frenchNumber(result.draws)} tirages, graine fixe.`
        : `Un effectif attendu est sous 5 (${smallest}) ; calcul exact.`
  }
}

/** Mann-Whitney of a scale in two groups; a positive delta says that the first group is the more favourable. */
function scaleTest(rows: Side, columns: Side, counts: Counts): readonly RawTest[] {
  const { asked } = rows
  if (asked === null || rows.kind !== 'scale' || columns.options.length !== 2) return []
  const scores = scoresOf(asked)
  const scored = rows.options
    .flatMap(({ code }, i) => {
      const value = scores.get(code)
      const [a = 0, b = 0] = counts[i] ?? []
      return value === undefined ? [] : [{ value, a, b }]
    })
    .sort((one, other) => one.value - other.value)
  const compared = compareScale({
    values: scored.map(({ value }) => value),
    a: scored.map(({ a }) => a),
    b: scored.map(({ b }) => b),
  })
  if (isAbsent(compared)) return []
  const { delta } = compared.effect
  return [
    {
      name: 'Mann-Whitney',
      why: `Échelle ordonnée dans deux groupes, sans « je ne sais pas » ni sans réponse ; delta de Cliff : ${frenchNumber(delta, 2)}.`,
      option: null,
      pValue: compared.pValue,
      primary: true,
      bases: basesOf(scored.map(({ a, b }) => [a, b])),
      claim: 'difference',
    },
  ]
}

function basesOf(counts: Counts): readonly number[] {
  const width = counts[0]?.length ?? 0
  return Array.from({ length: width }, (_, j) => counts.reduce((sum, row) => sum + (row[j] ?? 0), 0)).filter(
    (n) => n > 0,
  )
}

/** « différence non démontrée (p = 0,11 ; n = 51 et 30) ». One table looked at alone is never more than a hint. */
function sentenceOf({ pValue, bases, claim, primary }: RawTest, after: number | null, size: number): string {
  const [what, done, undone] =
    claim === 'difference'
      ? ['une différence', 'différence établie', 'différence non démontrée']
      : ['un lien', 'lien établi', 'lien non démontré']
  const total = bases.reduce((sum, n) => sum + n, 0)
  const n =
    claim === 'difference' && bases.length === 2
      ? `n = ${bases.map((each) => frenchNumber(each)).join(' et ')}`
      : `n = ${frenchNumber(total)}`
  if (after !== null) {
    const correction = `${frenchP(after)} après correction de Holm sur ${size} tests ; ${n}`
    return typeset(`${after <= ALPHA ? done : undone} (${correction})`)
  }
  if (pValue > ALPHA) return typeset(`${undone} (${frenchP(pValue)} ; ${n})`)
  const alone = primary ? 'sans correction pour les autres tableaux essayés' : 'test d’appoint, non corrigé'
  return typeset(`indice pour ${what} (${frenchP(pValue)} ; ${n}), ${alone}`)
}
