import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { present } from '../reference/reference-cases'
import { chooseTest } from './choose-test'
import { cliffDelta } from './cliff-delta'
import { compareScale } from './compare-scale'
import { compareTable } from './compare-table'
import { fisherExact2x2 } from './fisher-2x2'
import { fisherFreemanHalton } from './fisher-freeman-halton'
import { mannWhitney } from './mann-whitney'
import { tallyOfValues } from './ordered-tally'
import { pearson } from './pearson'

const tables = fc.array(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 4,
})

describe('chooseTest', () => {
  it('takes Fisher for 2x2, however large the counts', () => {
    const table = [
      [400, 110],
      [180, 120],
    ]
    expect(chooseTest({ kind: 'table', table })).toMatchObject({
      test: 'fisher-2x2',
      rule: 'two-by-two',
      grounds: { n: 810, rows: 2, columns: 2, cellsUnderThreshold: 0 },
    })
  })

  it('takes chi-square where every expected count is 5 or more', () => {
    const table = [
      [10, 10, 10],
      [5, 5, 5],
    ]
    expect(chooseTest({ kind: 'table', table })).toEqual({
      test: 'pearson',
      rule: 'every-expected-enough',
      grounds: {
        n: 45,
        rows: 2,
        columns: 3,
        smallestExpected: 5,
        cells: 6,
        cellsUnderThreshold: 0,
        threshold: 5,
      },
    })
  })

  it('takes Fisher-Freeman-Halton as soon as one expected count is under 5', () => {
    const table = [
      [10, 10, 10],
      [5, 5, 4],
    ]
    expect(chooseTest({ kind: 'table', table })).toMatchObject({
      test: 'fisher-freeman-halton',
      rule: 'some-expected-too-small',
      grounds: { cellsUnderThreshold: 3 },
    })
  })

  it('does not count a category that nobody chose', () => {
    const table = [
      [10, 0, 10],
      [15, 0, 5],
    ]
    expect(chooseTest({ kind: 'table', table })).toMatchObject({
      test: 'fisher-2x2',
      grounds: { columns: 2 },
    })
  })

  it('does not read the expected count of an empty category as one under 5', () => {
    const table = [
      [10, 0, 10, 10],
      [8, 0, 9, 7],
    ]
    expect(chooseTest({ kind: 'table', table })).toMatchObject({
      test: 'pearson',
      grounds: { columns: 3, cells: 6, cellsUnderThreshold: 0 },
    })
  })

  it('takes chi-square if and only if the expected counts that chi-square reports allow it', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const choice = chooseTest({ kind: 'table', table })
        const found = pearson(table)
        if (choice.test === 'none') expect(found).toEqual({ absent: choice.reason })
        else if (choice.test === 'pearson') expect(present(found).smallestExpected).toBeGreaterThanOrEqual(5)
        else if (choice.test === 'fisher-freeman-halton') {
          expect(present(found).smallestExpected).toBeLessThan(5)
        }
      }),
    )
  })

  it('takes Mann-Whitney with Cliff for a scale, and signed ranks for pairs', () => {
    const tally = tallyOfValues([1, 2, 2], [3, 3])
    expect(chooseTest({ kind: 'scale', tally })).toEqual({
      test: 'mann-whitney',
      effect: 'cliff-delta',
      rule: 'ordered-scale',
      grounds: { nA: 3, nB: 2, levels: 3 },
    })
    expect(chooseTest({ kind: 'pairs', before: [1, 2], after: [2, 2] })).toEqual({
      test: 'wilcoxon-signed-rank',
      rule: 'same-persons-twice',
      grounds: { pairs: 2 },
    })
  })

  it('takes none, with the reason, where no test exists', () => {
    const table = (cells: number[][]) => chooseTest({ kind: 'table', table: cells })
    expect(table([[0, 0]])).toEqual({ test: 'none', reason: 'no-observation' })
    expect(table([[3, 2]])).toEqual({ test: 'none', reason: 'single-line' })
    const scale = (a: number[], b: number[]) => chooseTest({ kind: 'scale', tally: tallyOfValues(a, b) })
    expect(scale([], [])).toEqual({ test: 'none', reason: 'no-observation' })
    expect(scale([1], [])).toEqual({ test: 'none', reason: 'empty-group' })
    expect(scale([1], [1])).toEqual({ test: 'none', reason: 'no-variation' })
    const pairs = (before: number[], after: number[]) => chooseTest({ kind: 'pairs', before, after })
    expect(pairs([], [])).toEqual({ test: 'none', reason: 'no-observation' })
    expect(pairs([1, 2], [1, 2])).toEqual({ test: 'none', reason: 'no-variation' })
  })
})

describe('compareTable', () => {
  it('runs the test chosen and no other', () => {
    const small = [
      [3, 0, 4],
      [1, 0, 6],
    ]
    const sparse = [
      [3, 1, 4],
      [1, 5, 6],
    ]
    const full = [
      [30, 20, 15],
      [25, 18, 40],
    ]
    expect(compareTable(small)).toMatchObject({ test: 'fisher-2x2', result: fisherExact2x2(3, 4, 1, 6) })
    expect(compareTable(sparse)).toMatchObject({
      test: 'fisher-freeman-halton',
      result: fisherFreemanHalton(sparse),
    })
    expect(compareTable(full)).toMatchObject({ test: 'pearson', result: pearson(full) })
  })

  it('hands the work limit and the draws down, and the p-value up', () => {
    const found = present(
      compareTable(
        [
          [3, 1, 4],
          [1, 5, 6],
        ],
        { workLimit: 0, draws: 200, seed: 7 },
      ),
    )
    expect(found.result).toMatchObject({ method: 'monte-carlo', draws: 200, seed: 7 })
    expect(found.pValue).toBe(found.result.pValue)
  })

  it('is absent where no test exists', () => {
    expect(compareTable([[1, 2]])).toEqual({ absent: 'single-line' })
  })
})

describe('compareScale', () => {
  it('gives the test, the effect and the reason together', () => {
    const a = [4, 4, 3, 3, 2]
    const b = [4, 2, 2, 1]
    const found = present(compareScale(tallyOfValues(a, b)))
    expect(found.result).toEqual(mannWhitney(a, b))
    expect(found.effect).toEqual(cliffDelta(a, b))
    expect(found.choice.rule).toBe('ordered-scale')
  })

  it('is absent where no test exists', () => {
    expect(compareScale(tallyOfValues([2], [2]))).toEqual({ absent: 'no-variation' })
  })
})
