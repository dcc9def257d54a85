import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, referenceCases } from '../reference/reference-cases'
import { fisherExact2x2 } from './fisher-2x2'
import { holm } from './holm'

interface Input {
  a: number
  b: number
  c: number
  d: number
  level: number
}
interface Found {
  oddsRatio: number
  low: number
  high: number
}

const count = fc.integer({ min: 0, max: 40 })
const cells = fc.tuple(count, count, count, count)
const inverse = (odds: number) => (odds === 0 ? Number.POSITIVE_INFINITY : 1 / odds)

describe('fisherExact2x2', () => {
  const cases = referenceCases<Input, Found & { pValue: number }, Found>('fisher-2x2')

  it.each(cases)('agrees with fisher.test on $input', ({ input, expected }) => {
    const { a, b, c, d, level } = input
    expectFields(fisherExact2x2(a, b, c, d, { level }), { ...expected })
  })

  it.each(cases)('agrees with the rough odds ratio that fisher.test prints for $input', (each) => {
    const { a, b, c, d, level } = each.input
    const found = fisherExact2x2(a, b, c, d, { level })
    for (const field of ['oddsRatio', 'low', 'high'] as const) {
      const rough = each.approximate[field]
      if (rough === Number.POSITIVE_INFINITY) expect(found[field]).toBe(rough)
      else if (rough > 1) expect(Math.abs(1 / found[field] - 1 / rough)).toBeLessThan(1.3e-4)
      else expect(Math.abs(found[field] - rough)).toBeLessThan(1.3e-4)
    }
  })

  it('is symmetric under transposition and under a swap of rows or of columns', () => {
    fc.assert(
      fc.property(cells, ([a, b, c, d]) => {
        const table = fisherExact2x2(a, b, c, d)
        const transposed = fisherExact2x2(a, c, b, d)
        const rows = fisherExact2x2(c, d, a, b)
        const columns = fisherExact2x2(b, a, d, c)
        for (const other of [transposed, rows, columns]) {
          expectAgreement(other.pValue, table.pValue, 1e-10)
          expect(other.informative).toBe(table.informative)
        }
        expectAgreement(transposed.oddsRatio, table.oddsRatio)
        if (table.informative) {
          expectAgreement(rows.oddsRatio, inverse(table.oddsRatio))
          expectAgreement(rows.low, inverse(table.high))
          expectAgreement(columns.high, inverse(table.low))
        }
      }),
    )
  })

  it('gives a probability, and an interval that holds the estimate', () => {
    fc.assert(
      fc.property(cells, ([a, b, c, d]) => {
        const { pValue, oddsRatio, low, high } = fisherExact2x2(a, b, c, d)
        expect(pValue).toBeGreaterThan(0)
        expect(pValue).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(oddsRatio)
        expect(high).toBeGreaterThanOrEqual(oddsRatio)
      }),
    )
  })

  it('says nothing of a table with an empty margin, and says that it does', () => {
    for (const [a, b, c, d] of [
      [0, 0, 0, 0],
      [0, 0, 3, 4],
      [3, 0, 4, 0],
    ] as const) {
      const found = fisherExact2x2(a, b, c, d)
      expect(found).toMatchObject({ pValue: 1, oddsRatio: 0, low: 0, informative: false })
      expect(found.high).toBe(Number.POSITIVE_INFINITY)
    }
  })

  it('finds no difference on question 4 that survives its family of eight', () => {
    const versant = [40, 41, 41, 36, 43, 36, 35, 25]
    const croissant = [26, 20, 27, 22, 18, 26, 21, 16]
    const raw = versant.map((agree, item) => {
      const other = croissant[item] ?? 0
      return fisherExact2x2(agree, 51 - agree, other, 30 - other).pValue
    })
    const adjusted = holm(raw)
    expect(Math.min(...raw)).toBeCloseTo(0.01824, 5)
    expect(Math.min(...adjusted)).toBeCloseTo(0.14593, 5)
    expect(adjusted.filter((p) => p <= 0.05)).toEqual([])
  })

  it('stays exact on a survey of two hundred thousand', () => {
    const { pValue, oddsRatio, low, high } = fisherExact2x2(60_000, 40_000, 59_500, 40_500)
    expect(oddsRatio).toBeCloseTo((60_000 * 40_500) / (40_000 * 59_500), 5)
    expect(low).toBeGreaterThan(1)
    expect(high).toBeLessThan(1.05)
    expect(pValue).toBeGreaterThan(0.02)
    expect(pValue).toBeLessThan(0.025)
  })

  it('refuses what is not a count, naming the cell', () => {
    expect(() => fisherExact2x2(1, 2.5, 3, 4)).toThrow('b: found 2.5')
    expect(() => fisherExact2x2(1, 2, 3, -4)).toThrow('d: found -4')
    expect(() => fisherExact2x2(1, 2, 3, 4, { level: 0 })).toThrow('level: found 0')
  })
})
