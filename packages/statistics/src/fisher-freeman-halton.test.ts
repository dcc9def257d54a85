import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, present, referenceCases } from '../reference/reference-cases'
import { fisherExact2x2 } from './fisher-2x2'
import { DRAWS, fisherFreemanHalton, SEED } from './fisher-freeman-halton'

interface Input {
  table: number[][]
}

function tablesUnder(largest: number) {
  return fc
    .record({ rows: fc.integer({ min: 2, max: 3 }), columns: fc.integer({ min: 2, max: 4 }) })
    .chain(({ rows, columns }) =>
      fc.array(fc.array(fc.integer({ min: 0, max: largest }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
}
const tables = tablesUnder(5)
const smallTables = tablesUnder(3)

function pValueOf(table: number[][]): number | string {
  const result = fisherFreemanHalton(table)
  return 'absent' in result ? result.absent : result.pValue
}

function transpose(table: number[][]): number[][] {
  return (table[0] ?? []).map((_, j) => table.map((row) => row[j] ?? 0))
}

/** The definition: every table with the same margins, one by one. */
function enumerated(table: number[][]): number {
  const rows = table.map((row) => row.reduce((sum, n) => sum + n, 0))
  const columns = transpose(table).map((column) => column.reduce((sum, n) => sum + n, 0))
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const weight = (cells: number[]) => cells.reduce((product, n) => product / factorial(n), 1)
  const observed = weight(table.flat())
  let all = 0
  let improbable = 0
  const fill = (cells: number[], left: number[]): void => {
    const i = Math.floor(cells.length / columns.length)
    if (i === rows.length) {
      if (left.some((n) => n !== 0)) return
      const each = weight(cells)
      all += each
      if (each <= observed * (1 + 1e-7)) improbable += each
      return
    }
    const j = cells.length % columns.length
    const placed = cells.slice(i * columns.length).reduce((sum, n) => sum + n, 0)
    const rest = (rows[i] ?? 0) - placed
    const last = j === columns.length - 1
    for (let n = last ? rest : 0; n <= Math.min(rest, left[j] ?? 0); n++) {
      fill(
        [...cells, n],
        left.map((each, k) => (k === j ? each - n : each)),
      )
    }
  }
  fill([], columns)
  return improbable / all
}

describe('fisherFreemanHalton', () => {
  it.each(referenceCases<Input, { pValue: number }>('fisher-freeman-halton'))(
    'agrees with fisher.test, exactly, on $input',
    ({ input, expected }) => {
      const found = present(fisherFreemanHalton(input.table))
      expect(found.method).toBe('exact')
      expectFields(found, { ...expected })
    },
  )

  it.each(referenceCases<Input, { pValue: number }>('freeman-halton-draws'))(
    'comes near fisher.test by draws beyond the work limit, on $input',
    ({ input, expected }) => {
      const found = present(fisherFreemanHalton(input.table))
      if (found.method !== 'monte-carlo') throw new Error('expected draws')
      expect(found).toMatchObject({ draws: DRAWS, seed: SEED })
      expect(Math.abs(found.pValue - expected.pValue)).toBeLessThan(4 * found.standardError)
    },
  )

  it('equals Fisher on a 2x2 table', () => {
    const count = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const found = fisherFreemanHalton([
          [a, b],
          [c, d],
        ])
        const fisher = fisherExact2x2(a, b, c, d)
        if ('absent' in found) expect(fisher.informative).toBe(false)
        else expectAgreement(found.pValue, fisher.pValue)
      }),
    )
  })

  it('equals the sum over every table with the same margins', () => {
    fc.assert(
      fc.property(smallTables, (table) => {
        const found = fisherFreemanHalton(table)
        if (!('absent' in found)) expectAgreement(found.pValue, enumerated(table))
      }),
      { numRuns: 50 },
    )
  })

  it('does not depend on the order of rows and columns, on which is which, or on empty ones', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const p = pValueOf(table)
        const variants = [
          transpose(table),
          [...table].reverse(),
          table.map((row) => [...row].reverse()),
          [...table, (table[0] ?? []).map(() => 0)],
          table.map((row) => [0, ...row]),
        ]
        for (const variant of variants) {
          const other = pValueOf(variant)
          if (typeof p === 'number' && typeof other === 'number') expectAgreement(other, p)
          else expect(other).toBe(p)
        }
      }),
    )
  })

  it('stays exact for two groups and eight answers, whichever are the rows', () => {
    const table = [
      [9, 12, 7, 3, 1, 8, 6, 5],
      [4, 6, 9, 5, 2, 1, 2, 1],
    ]
    expect(fisherFreemanHalton(table)).toMatchObject({ method: 'exact' })
    expect(fisherFreemanHalton(transpose(table))).toMatchObject({ method: 'exact' })
  })

  it('draws estimate the exact value, within four standard errors, on every reference table', () => {
    for (const { input, expected } of referenceCases<Input, { pValue: number }>('fisher-freeman-halton')) {
      const found = present(fisherFreemanHalton(input.table, { workLimit: 0, draws: 4_000 }))
      if (found.method !== 'monte-carlo') throw new Error('expected draws')
      const gap = Math.abs(found.pValue - expected.pValue)
      expect(gap, JSON.stringify(input)).toBeLessThan(4 * found.standardError + 1 / 4_000)
    }
  })

  it('draws the same twice with one seed, and otherwise with another', () => {
    const table = [
      [4, 2, 3],
      [1, 5, 2],
      [0, 3, 7],
    ]
    const once = fisherFreemanHalton(table, { workLimit: 0, draws: 500, seed: 1 })
    expect(fisherFreemanHalton(table, { workLimit: 0, draws: 500, seed: 1 })).toEqual(once)
    const other = present(fisherFreemanHalton(table, { workLimit: 0, draws: 500, seed: 2 }))
    expect(other.pValue).not.toBe(present(once).pValue)
  })

  it('never claims that an estimate has no error', () => {
    const flat = [
      [2, 2, 2],
      [2, 2, 2],
    ]
    const found = present(fisherFreemanHalton(flat, { workLimit: 0, draws: 100 }))
    if (found.method !== 'monte-carlo') throw new Error('expected draws')
    expect(found.pValue).toBe(1)
    expect(found.standardError).toBeGreaterThan(0)
    expect(() => fisherFreemanHalton(flat, { draws: 0 })).toThrow('draws: found 0')
  })

  it('stays exact on four large groups when all but one of the answers are rare', () => {
    const table = [
      [20_000, 1, 0, 2],
      [20_000, 0, 1, 0],
      [20_000, 2, 0, 1],
      [20_000, 0, 2, 0],
    ]
    const exact = present(fisherFreemanHalton(table))
    const drawn = present(fisherFreemanHalton(table, { workLimit: 0, draws: 10_000 }))
    if (drawn.method !== 'monte-carlo') throw new Error('expected draws')
    expect(exact.method).toBe('exact')
    expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(4 * drawn.standardError)
  })

  it('lists the rows and columns that it left out', () => {
    const found = present(
      fisherFreemanHalton([
        [3, 0, 4],
        [0, 0, 0],
        [1, 0, 6],
      ]),
    )
    expect(found).toMatchObject({ emptyRows: [1], emptyColumns: [1] })
    expect(found.pValue).toBeCloseTo(fisherExact2x2(3, 4, 1, 6).pValue, 12)
  })

  it('is absent, with a reason, where there is nothing to cross', () => {
    expect(fisherFreemanHalton([])).toEqual({ absent: 'no-observation' })
    expect(fisherFreemanHalton([[0, 0, 0]])).toEqual({ absent: 'no-observation' })
    expect(fisherFreemanHalton([[1, 2, 3]])).toEqual({ absent: 'single-line' })
    expect(
      fisherFreemanHalton([
        [1, 0],
        [2, 0],
      ]),
    ).toEqual({ absent: 'single-line' })
  })

  it('refuses a ragged table, naming the row', () => {
    expect(() => fisherFreemanHalton([[1, 2], [3]])).toThrow('table[1].length: found 1, expected 2')
  })
})
