import type { Breakdown } from '@retombees/contract/breakdown'
import type { Figure } from '@retombees/contract/figure'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extentOf, fitted, ticksOf } from './lay-out.ts'

const number = (value: number, high?: number): Figure => ({
  state: 'value',
  where: {},
  format: 'number',
  unit: '',
  value,
  numerator: value,
  denominator: null,
  base: { kind: 'attendances', rule: '', n: value },
  interval: high === undefined ? null : { low: 0, high, level: 0.95, method: 'wilson' },
  smallBase: false,
  provenance: 'field',
  loads: [],
  discrepancies: [],
})
const absent: Figure = { state: 'suppressed', where: {}, format: 'number', unit: '', reason: '' }

const table = (cells: Breakdown['cells'], columns: Breakdown['columns'] = null): Breakdown => ({
  measure: 'participations',
  title: '',
  label: '',
  unit: '',
  baseLine: '',
  rows: {
    id: 'kind',
    label: '',
    ordered: false,
    values: [...new Set(cells.map(({ row }) => row))].map((key) => ({ key, label: key })),
  },
  columns,
  cells,
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

describe('the extent of a drawing', () => {
  it('is the longest bar, its interval included', () => {
    const cells = [number(4), number(7, 9.5)].map((figure, index) => ({
      row: `${index}`,
      column: null,
      figure,
    }))
    expect(extentOf(table(cells))).toBe(9.5)
  })

  it('is the longest pile of blocks, where a masked one adds nothing', () => {
    const columns = {
      id: 'gender',
      label: '',
      ordered: false,
      values: [
        { key: 'f', label: 'f' },
        { key: 'm', label: 'm' },
      ],
    }
    const cells = [
      { row: 'a', column: 'f', figure: number(4) },
      { row: 'a', column: 'm', figure: number(3) },
      { row: 'b', column: 'f', figure: number(6) },
      { row: 'b', column: 'm', figure: absent },
    ]
    expect(extentOf(table(cells, columns))).toBe(7)
  })

  it('is never nothing, so that an empty drawing divides by no zero', () => {
    expect(extentOf(table([{ row: 'a', column: null, figure: number(0) }]))).toBe(1)
  })

  it('reaches a target that no bar reaches', () => {
    expect(
      extentOf({
        ...table([{ row: 'a', column: null, figure: number(5) }]),
        target: { value: 12, label: '' },
      }),
    ).toBe(12)
  })
})

describe('the marks of a scale', () => {
  it('begin at zero, stay within it and are few', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e7, noNaN: true }), (most) => {
        const ticks = ticksOf(most)
        expect(ticks[0]).toBe(0)
        expect(Math.max(...ticks)).toBeLessThanOrEqual(most * 1.000001)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

it('a label is cut with an ellipsis only where it does not fit', () => {
  expect(fitted('Accueil', 200)).toBe('Accueil')
  expect(fitted('Accueil et administration', 80)).toMatch(/^Accueil.*…$/)
})
