import type { Breakdown } from '@retombees/contract/breakdown'
import { describe, expect, it } from 'vitest'
import { completenessOf } from './completeness.ts'

const axis = (id: string, keys: string[]) => ({
  id,
  label: id,
  ordered: true,
  values: keys.map((key) => ({ key, label: key })),
})
const cell = (row: string, column: string, state: 'no_data' | 'suppressed') => ({
  row,
  column,
  figure: { state, where: {}, format: 'number' as const, unit: '', reason: '' },
})

describe('what the centres have sent', () => {
  it('is expected of every centre for every month between the first and the last', () => {
    const table = {
      rows: axis('centre', ['a', 'b']),
      columns: axis('month', ['2018-01', '2018-02', '2018-03']),
      cells: [
        cell('a', '2018-01', 'suppressed'),
        cell('a', '2018-02', 'no_data'),
        cell('a', '2018-03', 'suppressed'),
        cell('b', '2018-01', 'suppressed'),
        cell('b', '2018-02', 'no_data'),
        cell('b', '2018-03', 'no_data'),
      ],
    } as unknown as Breakdown
    expect(completenessOf(table)).toEqual({ expected: 6, received: 3, worst: { label: 'b', missing: 2 } })
  })

  it('lacks nothing where nothing was ever sent', () => {
    const table = { rows: axis('centre', []), columns: null, cells: [] } as unknown as Breakdown
    expect(completenessOf(table)).toEqual({ expected: 0, received: 0, worst: null })
  })
})
