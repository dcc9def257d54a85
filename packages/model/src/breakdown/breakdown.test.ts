import { isKnown } from '@retombees/contract/figure'
import { wholeQuery } from '@retombees/contract/search'
import { SourceFile } from '@retombees/programme/source-file'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { type BreakdownQuestion, breakdown } from './breakdown.ts'
import { COUNTED } from './counted.ts'
import { traceBreakdown } from './trace.ts'

const FIXTURE = fixtureProgramme()
const PROGRAMME = {
  ...FIXTURE,
  centres: [
    ...FIXTURE.centres,
    { ...FIXTURE.centres[0], id: 'belencontre', territory: 'versant-nord-est' },
    { ...FIXTURE.centres[0], id: 'echo', territory: 'versant-nord-est' },
  ] as typeof FIXTURE.centres,
  sources: [
    SourceFile.parse({
      id: 'presences',
      label: 'Feuilles de présence',
      files: ['presences*.csv'],
      table: 'attendances',
      provenance: 'field',
      format: { kind: 'csv', delimiter: ';' },
      fields: {
        workshop: { column: 'Atelier', type: 'text', required: true },
        centre: { column: 'Centre', type: 'code', codes: 'centres', required: true },
        day: { column: 'Jour', type: 'date', required: true },
        kind: {
          column: 'Sorte',
          type: 'code',
          codes: { Formation: 'formation', 'Atelier prototype': 'atelier-prototype' },
          required: true,
        },
      },
    }),
  ],
}

const at = (row_no: number, load_id = 'presences', provenance = 'field') => ({ load_id, row_no, provenance })
const came = (
  row: number,
  day: string,
  centre: string,
  kind: string,
  person: string | null,
  gender: string | null,
) => ({
  ...at(row),
  workshop: centre === 'belencontre' ? 'w2' : 'w1',
  centre,
  territory: centre === 'lazare-garreau' ? 'croissant-sud' : 'versant-nord-est',
  day,
  month: day.slice(0, 7),
  kind,
  person,
  gender,
  age_band: null,
  age_list: null,
  minor: null,
  first_time: null,
  consent: null,
})
const attendances = [
  came(1, '2018-01-10', 'lazare-garreau', 'formation', 'a', 'feminin'),
  came(2, '2018-01-10', 'lazare-garreau', 'formation', 'b', 'masculin'),
  came(3, '2018-04-10', 'lazare-garreau', 'atelier-prototype', 'a', 'feminin'),
  came(4, '2018-04-12', 'belencontre', 'formation', 'a', 'feminin'),
  came(5, '2018-04-12', 'belencontre', 'formation', null, null),
  { ...came(6, '2018-04-12', 'echo', 'formation', 'z', 'feminin'), ...at(6, 'faux', 'simulated') },
]
const workshop = (id: string, area: string | null) => ({
  ...at(1, 'calendrier'),
  workshop: id,
  centre: 'lazare-garreau',
  territory: 'croissant-sud',
  day: '2018-01-10',
  month: '2018-01',
  kind: 'formation',
  area,
  prototype: null,
  status: 'held',
  outside: null,
  places: null,
})
const heads = (row: number, variable: string, code: string, n: number | null) => ({
  ...at(row, 'decomptes'),
  workshop: 'w1',
  centre: 'lazare-garreau',
  territory: 'croissant-sud',
  day: '2018-01-10',
  month: '2018-01',
  kind: 'formation',
  variable,
  code,
  code_list: null,
  n,
})
const ROWS = {
  attendances,
  workshops: [workshop('w1', 'accueil'), workshop('w2', null)],
  head_counts: [
    heads(1, 'total', '*', 14),
    heads(2, 'gender', 'feminin', 9),
    heads(3, 'gender', 'masculin', 5),
    heads(4, 'age_band', '16-25', null),
    heads(5, 'age_band', '26-54', 10),
  ],
  loads: ['presences', 'calendrier', 'decomptes', 'faux'].map((load_id) => ({
    load_id,
    source: load_id,
    file: `${load_id}.csv`,
    sha256: '0'.repeat(64),
    received_at: '2026-01-01T00:00:00Z',
    provenance: load_id === 'faux' ? 'simulated' : 'field',
    rows_read: 9,
    rows_loaded: 9,
    rows_quarantined: 0,
    rows_ignored: 0,
  })),
}

type Asked = Partial<BreakdownQuestion> & Pick<BreakdownQuestion, 'rows'>
const question = ({ rows, ...rest }: Asked): BreakdownQuestion => ({
  topic: 'workshops',
  measure: 'participations',
  columns: null,
  query: wholeQuery({}),
  rows,
  ...rest,
})

describe('a breakdown counted from facts', () => {
  let engine: Engine
  const ask = (asked: Asked) => breakdown(engine.db, PROGRAMME, question(asked))
  const plain = async (asked: Asked) =>
    Object.fromEntries(
      (await ask(asked)).cells.map(({ row, column, figure }) => [
        column === null ? row : `${row}|${column}`,
        isKnown(figure) ? figure.value : figure.state,
      ]),
    )
  beforeAll(async () => {
    engine = await openSnapshot(ROWS)
  })
  afterAll(() => engine.close())

  it('counts real rows alone, and a place without a row has no data, which is not zero', async () => {
    expect(await plain({ rows: 'centre' })).toEqual({ 'lazare-garreau': 3, belencontre: 2, echo: 'no_data' })
    const { provenance, total } = await ask({ rows: 'centre' })
    expect(provenance).toBe('field')
    expect(total).toMatchObject({ value: 5, loads: ['presences'] })
  })

  it('crosses two axes, with a zero where both values are spoken of and no row has them', async () => {
    expect(await plain({ rows: 'kind', columns: 'gender' })).toEqual({
      'formation|feminin': 2,
      'formation|masculin': 1,
      'formation|-': 1,
      'atelier-prototype|feminin': 1,
      'atelier-prototype|masculin': 0,
      'atelier-prototype|-': 0,
    })
  })

  it('leaves no gap between months: one without a row is there, without a number', async () => {
    expect(await plain({ rows: 'month' })).toEqual({
      '2018-01': 2,
      '2018-02': 'no_data',
      '2018-03': 'no_data',
      '2018-04': 3,
    })
  })

  it('counts a person once in each cell and once in the whole, and says what it could not count', async () => {
    const table = await ask({ measure: 'persons', rows: 'kind' })
    expect(await plain({ measure: 'persons', rows: 'kind' })).toEqual({
      formation: 2,
      'atelier-prototype': 1,
    })
    expect(table.total).toMatchObject({ value: 2 })
    expect(table.additive).toBe(false)
    expect(table.notes.join()).toMatch(/^1 présences sans personne reconnue/)
  })

  it('knows the area of an attendance by the calendar, for an axis and for a filter', async () => {
    expect(await plain({ rows: 'area' })).toEqual({ accueil: 3, '-': 2 })
    expect(await plain({ rows: 'kind', query: wholeQuery({ area: ['accueil'] }) })).toEqual({
      formation: 2,
      'atelier-prototype': 1,
    })
  })

  it('reads a margin of the head counts as it was counted, and refuses the cross of two with its reason', async () => {
    expect(await plain({ measure: 'head-counts', rows: 'gender' })).toEqual({ feminin: 9, masculin: 5 })
    expect((await ask({ measure: 'head-counts', rows: 'kind' })).total).toMatchObject({ value: 14 })
    const age = await ask({ measure: 'head-counts', rows: 'age' })
    expect(age.total).toMatchObject({ value: 10 })
    expect(age.notes.join()).toMatch(/^1 décomptes sans effectif/)
    const cross = await ask({ measure: 'head-counts', rows: 'gender', columns: 'age' })
    expect(cross).toMatchObject({
      cells: [],
      refused: expect.stringMatching(/croisement n’a pas été relevé/),
    })
    expect(cross.total.state).toBe('not_asked')
    const filtered = await ask({
      measure: 'head-counts',
      rows: 'gender',
      query: wholeQuery({ age: ['-'] }),
    })
    expect(filtered.refused).toMatch(/croisement/)
  })

  it('says in its title what is largest, out of how many, without a percentage on a small base', async () => {
    expect((await ask({ rows: 'kind' })).title).toBe('Formation\u202f: 4 participations sur 5')
    expect((await ask({ measure: 'head-counts', rows: 'gender' })).title).toBe(
      'Feminin\u202f: 9 participations décomptées sur 14 (64\u202f%)',
    )
  })

  it('goes back to the rows of one cell', async () => {
    const { loads, figure } = await traceBreakdown(
      engine.db,
      PROGRAMME,
      question({ rows: 'kind', columns: 'gender' }),
      { row: 'formation', column: 'feminin' },
      'rows',
    )
    expect(figure).toMatchObject({ value: 2 })
    expect(loads).toMatchObject([{ loadId: 'presences', rowsUsed: 2 }])
  })

  it('refuses an axis that the source does not have, and names those it has', async () => {
    await expect(ask({ rows: 'hour' })).rejects.toThrow(/hour.*territory/)
    await expect(ask({ measure: 'sans-pareil', rows: 'kind' })).rejects.toThrow(/participations/)
  })

  it('is planned by the engine for every measure and every axis of the catalogue', async () => {
    for (const measure of COUNTED)
      for (const rows of measure.axes)
        await expect(
          ask({ topic: measure.topic, measure: measure.id, rows }),
          `${measure.id} by ${rows}`,
        ).resolves.toHaveProperty('measure', measure.id)
  })

  it('says what would bring a source of which nothing is loaded', async () => {
    const table = await ask({ topic: 'kiosks', measure: 'sessions', rows: 'hour', columns: 'weekday' })
    expect(table).toMatchObject({
      cells: [],
      provenance: null,
      needs: expect.stringMatching(/journal des bornes/),
    })
    expect(table.total.state).toBe('no_data')
  })
})

const CELLS = [
  ['', '', 40],
  ['kind', 'formation', 28],
  ['kind', 'atelier-prototype', null],
].map(([dimensions, codes, n]) => ({
  fact: 'attendances',
  counted: '*',
  provenance: 'simulated',
  period: '2018',
  dimensions,
  codes,
  n,
  threshold: 11,
}))

describe('a breakdown on the published face', () => {
  it('shows published cells; one that is masked looks masked, and no title counts it', async () => {
    const engine = await openSnapshot({ cube_cells: CELLS as never, loads: ROWS.loads }, 'published')
    const table = await breakdown(engine.db, PROGRAMME, question({ rows: 'kind' }))
    expect(table.cells.map(({ row, figure }) => [row, figure.state])).toEqual([
      ['formation', 'value'],
      ['atelier-prototype', 'suppressed'],
    ])
    expect(table).toMatchObject({ provenance: 'simulated', total: { value: 40 } })
    expect(table.title).toMatch(/^\[Simulé\]/)
    expect(table.notes.join()).toMatch(/périodes closes.*2018/)
    const crossed = await breakdown(engine.db, PROGRAMME, question({ rows: 'kind', columns: 'gender' }))
    expect(crossed).toMatchObject({ cells: [], refused: expect.any(String), total: { state: 'suppressed' } })
    await engine.close()
  })

  it('says masked where files are loaded and nothing is published, and no data where none is', async () => {
    const loaded = await openSnapshot({ loads: ROWS.loads }, 'published')
    const bare = await openSnapshot({}, 'published')
    const state = async (engine: Engine) =>
      (await breakdown(engine.db, PROGRAMME, question({ rows: 'kind' }))).total.state
    expect(await state(loaded)).toBe('suppressed')
    expect(await state(bare)).toBe('no_data')
    await Promise.all([loaded.close(), bare.close()])
  })
})
