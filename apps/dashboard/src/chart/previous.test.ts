import type { Breakdown } from '@retombees/contract/breakdown'
import type { Figure } from '@retombees/contract/figure'
import { describe, expect, it } from 'vitest'
import { concerning, withEvents } from './dated-events.ts'
import { besideRows, broughtForward, changeBetween, valueBefore } from './previous.ts'

const number = (value: number): Figure => ({
  state: 'value',
  where: {},
  format: 'number',
  unit: '',
  value,
  numerator: value,
  denominator: null,
  base: { kind: 'attendances', rule: '', n: value },
  interval: null,
  smallBase: false,
  provenance: 'field',
  loads: [],
  discrepancies: [],
})
const hidden: Figure = { state: 'suppressed', where: {}, format: 'number', unit: '', reason: '' }

const byMonth = (months: Record<string, Figure>): Breakdown => ({
  measure: 'participations',
  title: '',
  label: '',
  unit: '',
  baseLine: '',
  rows: {
    id: 'month',
    label: '',
    ordered: true,
    values: Object.keys(months).map((key) => ({ key, label: key })),
  },
  columns: null,
  cells: Object.entries(months).map(([row, figure]) => ({ row, column: null, figure })),
  total: number(0),
  additive: true,
  refused: null,
  needs: null,
  reading: '',
  notes: [],
  annotations: [],
  target: null,
  provenance: 'field',
})

describe('the period before', () => {
  it('stands month beside month, though it begins with another month than the period shown', () => {
    const past = byMonth({ '2017-11': number(4), '2018-01': number(7) })
    const beside = broughtForward(past, '2017-2018', '2018-2019')
    expect(beside.rows.values.map(({ key }) => key)).toEqual(['2018-11', '2019-01'])
    expect(valueBefore(beside, '2018-11')).toBe(4)
    expect(valueBefore(beside, '2018-12')).toBeNull()
  })

  it('is not a number where a cell of it is masked', () => {
    expect(valueBefore(byMonth({ '2018-11': hidden }), '2018-11')).toBeNull()
    expect(changeBetween(number(4), hidden)).toBeNull()
    expect(changeBetween(number(4), number(0))).toEqual({ before: 0, difference: 4, ratio: null })
  })

  it('without a part of time, is the row above, and nothing for the first', () => {
    const beside = besideRows(byMonth({ '2018-01': number(4), '2018-02': number(9) }), undefined)
    expect(['2018-01', '2018-02'].map((row) => beside?.(row))).toEqual([null, 5])
  })
})

describe('a dated event', () => {
  const event = { id: 1, author: 'A', writtenAt: '', territory: null, centre: null }
  it('is drawn where its day falls, and nowhere when it falls outside', () => {
    const table = byMonth({ '2018-01': number(4) })
    const events = [
      { ...event, day: '2018-01-31', text: 'Ouverture' },
      { ...event, day: '2019-01-31', text: 'Plus tard' },
    ]
    expect(withEvents(table, events).annotations).toEqual([
      { row: '2018-01', date: '2018-01-31', label: 'Ouverture' },
    ])
  })

  it('of another territory is left out of a page that keeps one', () => {
    const query = { territory: ['nord-est'], centre: [] } as never
    const of = (territory: string | null) => ({ ...event, day: '2018-01-31', text: '', territory })
    expect(concerning([of('sud'), of('nord-est'), of(null)], query)).toHaveLength(2)
  })
})
