import { isKnown } from '@retombees/contract/figure'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { queriesOf, takeMeasure } from './kinds.ts'

const programme = fixtureProgramme()
const context = {
  programme,
  format: 'number',
  unit: 'niveaux',
  byTerritory: true,
  query: DEFAULT_QUERY,
} as const
const measure = {
  kind: 'change',
  from: 'skill_assessments',
  of: 'level',
  person: 'person',
  moment: 'moment',
  before: 'before',
  after: 'after',
  within: 'area',
  where: { audience: 'residents' },
} as const

let row = 1
function assessed(person: string, moment: string, area: string, level: string | null, rest = {}) {
  row += 1
  return {
    load_id: 'digcomp',
    row_no: row,
    provenance: 'field',
    person,
    audience: 'residents',
    centre: 'lazare-garreau',
    territory: 'croissant-sud',
    day: '2026-01-10',
    month: '2026-01',
    moment,
    framework: 'digcomp',
    area,
    level,
    ...rest,
  }
}

const rows = [
  ...['a', 'b', 'c', 'd', 'e'].flatMap((person, index) => [
    assessed(person, 'before', 'information', '1.00'),
    assessed(person, 'after', 'information', `${1 + index}.00`),
  ]),
  assessed('a', 'before', 'safety', '4.00'),
  assessed('gone', 'before', 'information', '2.00'),
  assessed('late', 'after', 'information', '5.00'),
  assessed('other-area', 'before', 'information', '2.00'),
  assessed('other-area', 'after', 'safety', '2.00'),
  assessed('blank', 'before', 'information', null),
  assessed('staff', 'before', 'information', '1.00', { audience: 'staff' }),
  assessed('staff', 'after', 'information', '8.00', { audience: 'staff' }),
  assessed('moved', 'before', 'information', '1.00'),
  assessed('moved', 'after', 'information', '3.00', { territory: 'versant-nord-est' }),
]

let engine: Engine
beforeAll(async () => {
  engine = await openSnapshot({ skill_assessments: rows })
})
afterAll(() => engine.close())

describe('a change on the same persons', () => {
  it('pairs persons within an area, and counts apart those seen once', async () => {
    const { whole, byTerritory } = await takeMeasure(engine.db, measure, context)
    expect(whole).toMatchObject({ value: 2, base: { n: 6 }, provenance: 'field', loads: ['digcomp'] })
    expect(isKnown(whole) && whole.base.rule).toContain('2 personnes vues avant seulement, 1 après seulement')
    expect(isKnown(whole) && whole.interval?.method).toBe('t')
    const [south, north] = byTerritory.map(({ figure }) => figure)
    expect(south).toMatchObject({ value: 2, base: { n: 5 } })
    expect(north).toMatchObject({ state: 'no_data' })
  })

  it('gives no interval under five persons', async () => {
    const { whole } = await takeMeasure(engine.db, { ...measure, where: { audience: 'staff' } }, context)
    expect(whole).toMatchObject({ value: 7, base: { n: 1 }, interval: null, smallBase: true })
  })

  it('is refused, not missing, where the face holds no persons', async () => {
    const mark = {
      fact: measure.from,
      counted: '*',
      provenance: 'field',
      period: '',
      dimensions: '',
      codes: '',
    }
    const published = await openSnapshot({ cube_cells: [{ ...mark, n: null, threshold: 11 }] }, 'published')
    const { whole } = await takeMeasure(published.db, measure, context)
    await published.close()
    expect(whole.state).toBe('suppressed')
  })

  it('asks the engine one grouped query that it can plan', async () => {
    const [query] = queriesOf(engine.db, measure, context)
    const { sql, parameters } = query?.compile() ?? { sql: '', parameters: [] }
    expect(await engine.all(`explain ${sql}`, parameters)).not.toEqual([])
  })
})
