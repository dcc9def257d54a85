import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, present, referenceCases } from '../reference/reference-cases'
import { pearson } from './pearson'

interface Input {
  table: number[][]
  yates: boolean
}
interface Expected {
  statistic: number
  degrees: number
  pValue: number
  smallestExpected: number
  expected: number[][]
  residuals: number[][]
}

const tables = fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 5,
})

describe('pearson', () => {
  it.each(referenceCases<Input, Expected>('pearson'))('agrees with chisq.test on $input', (each) => {
    const { table, yates } = each.input
    const { expected, residuals, ...numbers } = each.expected
    const found = present(pearson(table, { yates }))
    expectFields(found, numbers)
    expect(found.yates).toBe(yates)
    expected.flat().forEach((value, k) => {
      expectAgreement(found.expected.flat()[k] ?? Number.NaN, value)
    })
    residuals.flat().forEach((value, k) => {
      expectAgreement(found.residuals.flat()[k] ?? Number.NaN, value)
    })
  })

  it('does not change when an empty row or column is added, but lists it', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = pearson(table)
        const widened = pearson([[0, 0, 0, 0], ...table.map((row) => [...row, 0])])
        if ('absent' in found) {
          expect(widened).toEqual(found)
          return
        }
        const other = present(widened)
        expectAgreement(other.statistic, found.statistic)
        expect(other.degrees).toBe(found.degrees)
        expect(other.smallestExpected).toBeCloseTo(found.smallestExpected, 12)
        expect(other.emptyRows[0]).toBe(0)
        expect(other.emptyColumns.at(-1)).toBe(3)
        expect(other.residuals[0]).toEqual([null, null, null, null])
      }),
    )
  })

  it('gives a probability and a V in [0, 1], and expected counts that sum to the total', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = pearson(table)
        if ('absent' in found) return
        expect(found.pValue).toBeGreaterThanOrEqual(0)
        expect(found.pValue).toBeLessThanOrEqual(1)
        expect(found.cramersV).toBeGreaterThanOrEqual(0)
        expect(found.cramersV).toBeLessThanOrEqual(1)
        const sum = (cells: readonly number[]) => cells.reduce((total, n) => total + n, 0)
        expectAgreement(sum(found.expected.flat()), sum(table.flat()))
      }),
    )
  })

  it('gives V = 1 for a perfect association, Yates or not', () => {
    const table = [
      [10, 0],
      [0, 10],
    ]
    expect(present(pearson(table)).cramersV).toBe(1)
    expect(present(pearson(table, { yates: true })).cramersV).toBe(1)
  })

  it('corrects a 2x2 table only', () => {
    const found = present(
      pearson(
        [
          [3, 5, 9],
          [8, 2, 4],
        ],
        { yates: true },
      ),
    )
    expect(found.yates).toBe(false)
  })

  it('is absent, with a reason, where there is nothing to cross', () => {
    expect(pearson([])).toEqual({ absent: 'no-observation' })
    expect(pearson([[0], [0]])).toEqual({ absent: 'no-observation' })
    expect(pearson([[4], [5]])).toEqual({ absent: 'single-line' })
    expect(
      pearson([
        [4, 6],
        [0, 0],
      ]),
    ).toEqual({ absent: 'single-line' })
  })
})
