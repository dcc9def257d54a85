import { fileURLToPath } from 'node:url'
import { type Figure, isKnown } from '@retombees/contract/figure'
import { DEFAULT_QUERY, Dimension, type Query } from '@retombees/contract/query'
import type { Measure } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import type { Row } from '@retombees/warehouse/append-rows'
import type { Engine } from '@retombees/warehouse/engine'
import { literal } from '@retombees/warehouse/sql-text'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSnapshot, type Rows } from '../fixtures/snapshot.ts'
import { computeIndicator, computeIndicators, contextOf } from '../indicators.ts'
import { traceIndicator } from '../lineage.ts'
import { queriesOf, takeMeasure } from './kinds.ts'

const CSC = fileURLToPath(new URL('../../../../data/csc', import.meta.url))
const HOMES = { arbrisseau: 'croissant-sud', echo: 'versant-nord-est' } as const
type Centre = keyof typeof HOMES

let number = 0
const row = (load_id: string, centre: Centre, rest: Row): Row => ({
  load_id,
  row_no: ++number,
  provenance: 'field',
  centre,
  territory: HOMES[centre],
  ...rest,
})
const dated = (day: string) => ({ day, month: day.slice(0, 7) })
const came = (person: string | null, day: string, kind: string, centre: Centre = 'arbrisseau') =>
  row('feuilles', centre, { workshop: `${day}-${centre}`, kind, person, ...dated(day) })
const used = (day: string, centre: Centre = 'arbrisseau') =>
  row('journal', centre, { kiosk: `borne-${centre}`, started_at: `${day} 09:10:00`, hour: 9, ...dated(day) })
const open = (
  weekday: string,
  opening: string,
  closing: string,
  minutes: number,
  centre: Centre = 'arbrisseau',
) =>
  row('horaires', centre, { kind: 'opening', weekday, opening, closing, minutes, valid_from: '2018-01-01' })
const down = (started_at: string, ended_at: string | null) =>
  row('pannes', 'arbrisseau', {
    kiosk: 'borne-arbrisseau',
    started_at,
    ended_at,
    minutes: null,
    ...dated(started_at.slice(0, 10)),
  })
const post = (kind: string, started_on: string, ended_on: string | null) =>
  row('postes', 'echo', { post: String(number), kind, contract: 'cdd', started_on, ended_on })

const COLLABORATIVE = 'atelier-collaboratif'
const PROTOTYPE = 'atelier-prototype'
const ROWS: Rows = {
  attendances: [
    came('a', '2018-09-03', COLLABORATIVE),
    came('a', '2018-09-10', PROTOTYPE, 'echo'),
    came('a', '2018-09-17', COLLABORATIVE),
    came('b', '2018-09-03', COLLABORATIVE),
    came('b', '2018-09-03', PROTOTYPE),
    came('c', '2018-09-04', PROTOTYPE),
    came('c', '2018-09-05', COLLABORATIVE),
    came('c', '2018-09-06', 'formation'),
    came(null, '2018-09-03', COLLABORATIVE),
    came(null, '2018-09-04', PROTOTYPE),
  ],
  // 2018-09-03 is a Monday.
  kiosk_sessions: [used('2018-09-03'), used('2018-09-03'), used('2018-09-17')],
  opening_hours: [open('monday', '09:00', '12:00', 180), open('monday', '14:00', '17:00', 180)],
  kiosk_outages: [
    down('2018-09-10T11:00:00', '2018-09-10T15:00:00'),
    down('2018-09-10T14:30:00', '2018-09-10T16:00:00'),
    down('2018-09-15T08:00:00', '2018-09-16T20:00:00'),
  ],
  posts: [
    post('animation', '2018-01-01', '2018-12-31'),
    post('animation', '2018-01-01', null),
    post('innovation', '2018-07-01', '2019-12-31'),
  ],
}

let programme: Programme
let engine: Engine
beforeAll(async () => {
  programme = await readProgramme(CSC)
  engine = await openSnapshot(ROWS)
})
afterAll(() => engine.close())

const take = (measure: Measure, query: Partial<Query> = {}) =>
  takeMeasure(engine.db, measure, {
    programme,
    format: 'percent',
    unit: '',
    byTerritory: true,
    query: { ...DEFAULT_QUERY, ...query },
  })
const counts = (figure: Figure) => (isKnown(figure) ? [figure.numerator, figure.denominator] : figure.state)

/** What engines do each in their own way: joins, windows, unions, queries within an expression. A grouping of a grouping is none. */
const FORBIDDEN = new Set(['JOIN', 'WINDOW', 'SET_OPERATION_NODE', 'SUBQUERY', 'PIVOT'])

/** The tables that a parsed statement reads, and the kinds of its nodes. */
function partsOf(tree: unknown): { tables: Set<string>; kinds: Set<string> } {
  const [tables, kinds] = [new Set<string>(), new Set<string>()]
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    const { type, class: kind, table_name: name } = node as Record<string, unknown>
    for (const each of [type === 'SUBQUERY' ? kind : type, kind])
      if (typeof each === 'string') kinds.add(each)
    if (type === 'BASE_TABLE' && typeof name === 'string') tables.add(name)
    for (const child of Object.values(node)) visit(child)
  }
  visit(tree)
  return { tables, kinds }
}

describe('every indicator of the first programme', () => {
  it('explains its queries on the real engine, as a whole and by every split', async () => {
    for (const by of ['', ...Dimension.options] as const) {
      const queries = programme.indicators.flatMap((definition) =>
        queriesOf(engine.db, definition.measure, contextOf(programme, definition, { ...DEFAULT_QUERY, by })),
      )
      const texts = new Map(
        queries.map((query) => {
          const { sql, parameters } = query.compile()
          return [sql + JSON.stringify(parameters), { sql, parameters }] as const
        }),
      )
      for (const { sql, parameters } of texts.values())
        expect(await engine.all(`explain ${sql}`, parameters), sql).not.toEqual([])
      expect(texts.size).toBeGreaterThan(30)
    }
  })

  it('asks the engine for filters and grouped aggregates over one fact table, and nothing else', async () => {
    const queries = programme.indicators.flatMap((definition) =>
      ['', ...Dimension.options].flatMap((by) =>
        queriesOf(
          engine.db,
          definition.measure,
          contextOf(programme, definition, { ...DEFAULT_QUERY, by: by as Query['by'] }),
        ),
      ),
    )
    const partsIn = async (text: string) => {
      const [row] = await engine.all<{ tree: string }>(`select json_serialize_sql(${literal(text)}) as tree`)
      const { tables, kinds } = partsOf(JSON.parse(row?.tree ?? '{}'))
      return { tables: [...tables], forbidden: [...kinds].filter((kind) => FORBIDDEN.has(kind)) }
    }
    for (const text of new Set(queries.map((query) => query.compile().sql))) {
      const { tables, forbidden } = await partsIn(text)
      expect([tables.length, forbidden], text).toEqual([1, []])
    }
    for (const text of [
      'select 1 from attendances join workshops using (workshop)',
      'select sum(seconds) over () from kiosk_sessions',
      'select 1 from attendances union all select 1 from attendances',
      'select (select max(day) from attendances) from attendances',
    ])
      expect((await partsIn(text)).forbidden, text).toHaveLength(1)
  })

  it('says, while no source of it is loaded, why it is not measured and what it would take', async () => {
    const empty = await openSnapshot({})
    const results = await computeIndicators(empty.db, programme)
    const funder = await openSnapshot({}, 'published')
    const seen = await computeIndicators(funder.db, programme)
    await Promise.all([empty.close(), funder.close()])
    for (const { id, waiting } of programme.indicators.filter((each) => each.waiting)) {
      const whole = results.find(({ sheet }) => sheet.id === id)?.whole
      expect(whole, id).toMatchObject({ state: waiting?.printed ?? 'no_data', needs: expect.any(String) })
      expect(seen.find(({ sheet }) => sheet.id === id)?.whole, id).toEqual(whole)
    }
  })

  it('is traced to the figure it shows, whatever its kind', async () => {
    for (const { id } of programme.indicators) {
      const { whole } = await computeIndicator(engine.db, programme, id)
      expect((await traceIndicator(engine.db, programme, id, {}, 'file')).figure, id).toEqual(whole)
    }
  })
})

describe('persons followed from one workshop to another', () => {
  const to: Measure = {
    kind: 'transfer',
    from: 'attendances',
    person: 'person',
    step: 'kind',
    where: {},
    start: [COLLABORATIVE],
    next: [PROTOTYPE],
  }

  it('are counted once, on a later day, in whatever centre', async () => {
    const { whole, byTerritory } = await take(to)
    expect(counts(whole)).toEqual([1, 3])
    expect(byTerritory.map(({ figure }) => counts(figure))).toEqual([[0, 3], 'no_data'])
  })

  it('are lost when they never come back to anything', async () => {
    expect(counts((await take({ ...to, next: undefined })).whole)).toEqual([1, 3])
  })

  it('are of no kind and no month', async () => {
    expect((await take(to, { kind: [PROTOTYPE] })).whole.state).toBe('not_asked')
    expect((await take(to, { by: 'month' })).split?.refused).toContain('aucune période')
  })

  it('are regular from so many attendances on', async () => {
    const regular: Measure = {
      kind: 'recurrence',
      from: 'attendances',
      person: 'person',
      where: {},
      times: 3,
    }
    expect(counts((await take(regular)).whole)).toEqual([2, 3])
    expect(counts((await take(regular, { territory: ['versant-nord-est'] })).whole)).toEqual([0, 1])
  })
})

describe('kiosks against the hours of their centre', () => {
  it('are down only while the centre is open, overlapping outages counted once', async () => {
    const { whole } = await take({ kind: 'availability' })
    expect(counts(whole)).toEqual([15, 18])
    expect(isKnown(whole) && whole.loads).toEqual(['horaires', 'journal', 'pannes'])
    const { split } = await take({ kind: 'availability' }, { by: 'centre', period: '2018-09-10..2018-09-10' })
    expect(
      split?.parts.flatMap(({ key, figure }) => (isKnown(figure) ? [[key, counts(figure)]] : [])),
    ).toEqual([['arbrisseau', [3, 6]]])
    expect((await take({ kind: 'availability' }, { by: 'gender' })).split?.refused).toContain('le genre')
  })

  it('are used so many times an opening hour, a ratio of two totals', async () => {
    const rate: Measure = { kind: 'opening-rate', from: 'kiosk_sessions', where: {} }
    expect(counts((await take(rate)).whole)).toEqual([3, 18])
    expect(counts((await take(rate, { period: '2018-09-03..2018-09-03' })).whole)).toEqual([2, 6])
    const { split } = await take(rate, { by: 'month' })
    expect(split?.parts.map(({ key, figure }) => [key, counts(figure)])).toEqual([['2018-09', [3, 18]]])
  })

  it('have no rate where a centre that is equipped has no hours', async () => {
    const partial = await openSnapshot({
      ...ROWS,
      kiosk_sessions: [...(ROWS.kiosk_sessions ?? []), used('2018-09-03', 'echo')],
    })
    const { whole, byTerritory } = await takeMeasure(
      partial.db,
      { kind: 'opening-rate', from: 'kiosk_sessions', where: {} },
      { programme, format: 'number', unit: '', byTerritory: true, query: DEFAULT_QUERY },
    )
    await partial.close()
    expect(whole).toMatchObject({ state: 'no_data', reason: expect.stringContaining('horaires') })
    expect(byTerritory.map(({ figure }) => counts(figure))).toEqual([[3, 18], 'no_data'])
  })

  it('are never met with simulated hours', async () => {
    const mixed = await openSnapshot({
      ...ROWS,
      opening_hours: (ROWS.opening_hours ?? []).map((each) => ({ ...each, provenance: 'simulated' })),
    })
    const { whole } = await takeMeasure(
      mixed.db,
      { kind: 'availability' },
      { programme, format: 'percent', unit: '', byTerritory: true, query: DEFAULT_QUERY },
    )
    await mixed.close()
    expect(whole.state).toBe('no_data')
  })
})

describe('centres and posts', () => {
  it('covers the centres of the place asked for', async () => {
    const covered: Measure = { kind: 'centres', from: 'attendances', where: {} }
    const { whole, byTerritory } = await take(covered)
    expect(counts(whole)).toEqual([2, 8])
    expect(byTerritory.map(({ figure }) => counts(figure))).toEqual([
      [1, 4],
      [1, 4],
    ])
    expect(counts((await take(covered, { kind: ['formation'] })).whole)).toEqual([1, 8])
  })

  it('counts departures over the years that posts were filled', async () => {
    const { whole } = await take({ kind: 'turnover', where: {} }, { period: '2018' })
    expect(whole).toMatchObject({ numerator: 1, base: { n: 3 } })
    expect(isKnown(whole) && whole.denominator).toBeCloseTo((365 + 365 + 184) / 365.25, 6)
    const { split } = await take({ kind: 'turnover', where: {} }, { by: 'kind' })
    expect(split?.parts.map(({ key, figure }) => [key, isKnown(figure) && figure.numerator])).toEqual([
      ['animation', 1],
      ['innovation', 1],
    ])
    expect((await take({ kind: 'turnover', where: {} }, { by: 'month' })).split?.refused).toContain('durée')
  })
})
