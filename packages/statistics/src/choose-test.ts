import type { AbsenceReason } from './absence'
import { type ContingencyTable, tableMargins } from './contingency-table'
import { type OrderedTally, requireTally, sizeOf } from './ordered-tally'
import { expectedCounts } from './pearson'

/** What is compared: categories crossed in a table, an ordered scale in two groups, or the same persons twice. */
export type Comparison =
  | { readonly kind: 'table'; readonly table: ContingencyTable }
  | { readonly kind: 'scale'; readonly tally: OrderedTally }
  | { readonly kind: 'pairs'; readonly before: readonly number[]; readonly after: readonly number[] }

/** What the choice rests on, over the rows and columns where something was counted. */
export interface TableGrounds {
  readonly n: number
  readonly rows: number
  readonly columns: number
  readonly smallestExpected: number
  readonly cells: number
  readonly cellsUnderThreshold: number
  readonly threshold: number
}

export interface ScaleGrounds {
  readonly nA: number
  readonly nB: number
  readonly levels: number
}

export interface NoTest {
  readonly test: 'none'
  readonly reason: AbsenceReason
}

export type TableChoice =
  | { readonly test: 'fisher-2x2'; readonly rule: 'two-by-two'; readonly grounds: TableGrounds }
  | { readonly test: 'pearson'; readonly rule: 'every-expected-enough'; readonly grounds: TableGrounds }
  | {
      readonly test: 'fisher-freeman-halton'
      readonly rule: 'some-expected-too-small'
      readonly grounds: TableGrounds
    }

export interface ScaleChoice {
  readonly test: 'mann-whitney'
  readonly effect: 'cliff-delta'
  readonly rule: 'ordered-scale'
  readonly grounds: ScaleGrounds
}

export interface PairsChoice {
  readonly test: 'wilcoxon-signed-rank'
  readonly rule: 'same-persons-twice'
  readonly grounds: { readonly pairs: number }
}

/** The test chosen, the rule that chose it and the numbers that the rule read. */
export type TestChoice = TableChoice | ScaleChoice | PairsChoice | NoTest

/** Every expected count must reach this for chi-square: W. G. Cochran, Biometrics 10 (1954) 417-451, made strict. */
export const EXPECTED_ENOUGH = 5

/**
 * Chooses a test from the shape and the expected counts of the data, never from a p-value.
 * 2×2: Fisher. r×c: chi-square where every expected count is 5 or more, else Fisher-Freeman-Halton. An ordered scale in
 * two groups: Mann-Whitney with Cliff's delta. The same persons twice: Wilcoxon's signed ranks.
 */
export function chooseTest(comparison: Comparison): TestChoice {
  switch (comparison.kind) {
    case 'table':
      return chooseTableTest(comparison.table)
    case 'scale':
      return chooseScaleTest(comparison.tally)
    case 'pairs':
      return choosePairsTest(comparison.before, comparison.after)
  }
}

export function chooseTableTest(table: ContingencyTable): TableChoice | NoTest {
  const margins = tableMargins(table)
  if (margins.total === 0) return { test: 'none', reason: 'no-observation' }
  const rows = margins.rows.length - margins.emptyRows.length
  const columns = margins.columns.length - margins.emptyColumns.length
  if (rows < 2 || columns < 2) return { test: 'none', reason: 'single-line' }

  const expected = expectedCounts(margins)
    .flat()
    .filter((count) => count > 0)
  const grounds = {
    n: margins.total,
    rows,
    columns,
    smallestExpected: expected.reduce((least, count) => Math.min(least, count)),
    cells: expected.length,
    cellsUnderThreshold: expected.filter((count) => count < EXPECTED_ENOUGH).length,
    threshold: EXPECTED_ENOUGH,
  }
  if (rows === 2 && columns === 2) return { test: 'fisher-2x2', rule: 'two-by-two', grounds }
  if (grounds.cellsUnderThreshold === 0) return { test: 'pearson', rule: 'every-expected-enough', grounds }
  return { test: 'fisher-freeman-halton', rule: 'some-expected-too-small', grounds }
}

export function chooseScaleTest(tally: OrderedTally): ScaleChoice | NoTest {
  requireTally(tally)
  const nA = sizeOf(tally.a)
  const nB = sizeOf(tally.b)
  if (nA + nB === 0) return { test: 'none', reason: 'no-observation' }
  if (nA === 0 || nB === 0) return { test: 'none', reason: 'empty-group' }
  const levels = tally.values.filter((_, k) => (tally.a[k] ?? 0) + (tally.b[k] ?? 0) > 0).length
  if (levels === 1) return { test: 'none', reason: 'no-variation' }
  return { test: 'mann-whitney', effect: 'cliff-delta', rule: 'ordered-scale', grounds: { nA, nB, levels } }
}

export function choosePairsTest(before: readonly number[], after: readonly number[]): PairsChoice | NoTest {
  if (before.length === 0) return { test: 'none', reason: 'no-observation' }
  if (before.every((value, index) => value === after[index])) return { test: 'none', reason: 'no-variation' }
  return {
    test: 'wilcoxon-signed-rank',
    rule: 'same-persons-twice',
    grounds: { pairs: before.length },
  }
}
