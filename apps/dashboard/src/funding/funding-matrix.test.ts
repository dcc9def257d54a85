import type { FundingTable } from '@retombees/contract/funding'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOf, fundingRows } from './funding-matrix.ts'

const line = (territory: string, funder: string, year: number, amount: number | null) => ({
  territory,
  funder,
  funderLabel: funder,
  year,
  amount,
  loadId: `plan-${territory}`,
  row: 1,
})

const lines = [
  line('a', 'feder', 2017, 225_000),
  line('a', 'feder', 2018, 339_999),
  line('a', 'fncs', 2017, 15_000),
  line('a', 'fncs', 2018, null),
  line('b', 'feder', 2017, 225_000),
  line('b', 'feder', 2018, 339_999),
]

const table: FundingTable = {
  lines,
  years: [2017, 2018],
  byTerritory: [
    { key: 'a', label: 'A', amount: 579_999 },
    { key: 'b', label: 'B', amount: 564_999 },
  ],
  byFunder: [
    { key: 'feder', label: 'FEDER', amount: 1_129_998 },
    { key: 'fncs', label: 'FNCS', amount: 15_000 },
  ],
  byYear: [],
  total: 1_144_998,
  note: '',
  provenance: 'published',
}

describe('the table of the plan', () => {
  it('gives a row a funder, a last row of totals, and for each territory its years and their total', () => {
    const rows = fundingRows(table)
    expect(rows.map((row) => row.funder?.id)).toEqual(['feder', 'fncs', undefined])
    expect(rows[0]?.cells.map((cell) => cell.amount)).toEqual([
      225_000, 339_999, 564_999, 225_000, 339_999, 564_999, 1_129_998,
    ])
    expect(rows.at(-1)?.cells.at(-1)?.amount).toBe(table.total)
  })

  it('keeps a dash a dash and does not make it a zero', () => {
    expect(cellOf(lines, { territory: 'a', funder: 'fncs', year: 2018 }).amount).toBeNull()
    expect(cellOf(lines, { territory: 'a', funder: 'fncs' }).amount).toBe(15_000)
  })

  it('adds to the cent, whatever the order', () => {
    const cents = fc.array(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(cents, (amounts) => {
        const plan = amounts.map((cent) => line('a', 'feder', 2017, cent / 100))
        const sum = amounts.reduce((a, b) => a + b, 0) / 100
        expect(cellOf(plan, {}).amount).toBe(sum)
        expect(cellOf(plan.toReversed(), {}).amount).toBe(sum)
      }),
    )
  })
})
