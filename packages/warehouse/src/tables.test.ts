import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import type { Database, JavaScriptOf } from './database.ts'
import { columnsOf, createTable, tablesOf } from './ddl.ts'
import { type Engine, openEngine, WRITING } from './engine.ts'
import type { ColumnType } from './table.ts'
import { TABLES } from './tables.ts'

/** What JavaScript sees of each column type, as a value to compare with. */
const SEEN: Record<ColumnType, string> = {
  VARCHAR: 'string',
  INTEGER: 'number',
  BIGINT: 'bigint',
  BOOLEAN: 'boolean',
  DATE: 'string',
  TIMESTAMP: 'string',
  'DECIMAL(14,2)': 'string',
  'DECIMAL(6,2)': 'string',
}

type Seen<T> = [T] extends [number | null]
  ? 'number'
  : [T] extends [bigint | null]
    ? 'bigint'
    : [T] extends [boolean | null]
      ? 'boolean'
      : 'string'
type ColumnsOf<T> = {
  [C in keyof T]: readonly [seen: Seen<T[C]>, nullable: null extends T[C] ? true : false]
}

/** `Database` as a value: the compiler refuses a table or column too many, too few, or of another type. */
const KNOWN: { [T in keyof Database]: ColumnsOf<Database[T]> } = (() => {
  const s = ['string', false] as const
  const sn = ['string', true] as const
  const n = ['number', false] as const
  const nn = ['number', true] as const
  const b = ['bigint', false] as const
  const tn = ['boolean', true] as const
  const origin = { load_id: s, row_no: n, provenance: s }
  return {
    tallies: {
      ...origin,
      questionnaire: s,
      variable: s,
      codes: s,
      territory: sn,
      centre: sn,
      period: sn,
      n: nn,
      certainty: s,
      reason: sn,
      printed: sn,
    },
    partner_scores: {
      ...origin,
      territory: s,
      partner: s,
      partner_label: s,
      theme: sn,
      theme_label: sn,
      internal: s,
      criterion: s,
      score: sn,
    },
    funding: { ...origin, territory: s, funder: s, year: n, amount: sn },
    verbatims: { ...origin, questionnaire: s, variable: s, territory: sn, body: s },
    kiosk_sessions: {
      ...origin,
      kiosk: s,
      centre: s,
      territory: s,
      started_at: s,
      ended_at: sn,
      seconds: nn,
      day: s,
      month: s,
      hour: n,
      site: sn,
    },
    kiosk_outages: {
      ...origin,
      kiosk: s,
      centre: s,
      territory: s,
      started_at: s,
      ended_at: sn,
      minutes: nn,
      day: s,
      month: s,
      reason: sn,
    },
    kiosk_installations: {
      ...origin,
      kiosk: s,
      centre: s,
      territory: s,
      kind: sn,
      installed_on: s,
      removed_on: sn,
    },
    reception_visits: {
      ...origin,
      centre: s,
      territory: s,
      day: s,
      month: s,
      kind: s,
      redirected_to: sn,
      redirection_reason: sn,
      procedure: sn,
      autonomy: sn,
      gender: sn,
      age_band: sn,
      age_list: sn,
    },
    opening_hours: {
      ...origin,
      centre: s,
      territory: s,
      kind: s,
      weekday: s,
      opening: s,
      closing: s,
      minutes: n,
      valid_from: s,
      valid_to: sn,
    },
    caf_statuses: {
      ...origin,
      centre: s,
      territory: s,
      status: s,
      valid_from: s,
      valid_to: sn,
    },
    workshops: {
      ...origin,
      workshop: s,
      centre: s,
      territory: s,
      day: s,
      month: s,
      kind: s,
      area: sn,
      prototype: sn,
      status: sn,
      outside: tn,
      places: nn,
    },
    attendances: {
      ...origin,
      workshop: s,
      centre: s,
      territory: s,
      day: s,
      month: s,
      kind: s,
      person: sn,
      gender: sn,
      age_band: sn,
      age_list: sn,
      minor: tn,
      first_time: tn,
      consent: sn,
    },
    head_counts: {
      ...origin,
      workshop: s,
      centre: s,
      territory: s,
      day: s,
      month: s,
      kind: s,
      variable: s,
      code: s,
      code_list: sn,
      n: nn,
    },
    skill_assessments: {
      ...origin,
      person: sn,
      audience: s,
      centre: s,
      territory: s,
      day: s,
      month: s,
      moment: s,
      framework: s,
      area: s,
      level: sn,
    },
    contributions: {
      ...origin,
      focus_group: s,
      day: sn,
      audience: s,
      territory: sn,
      sequence: s,
      category: s,
      theme: sn,
      body: sn,
    },
    contribution_ledger: {
      ...origin,
      contribution: s,
      workshop: sn,
      centre: s,
      territory: s,
      day: s,
      month: s,
      area: sn,
      outcome: s,
      decided_on: sn,
      prototype: sn,
      body: sn,
    },
    label_returns: {
      ...origin,
      structure: s,
      structure_label: s,
      period_start: s,
      period_end: s,
      variable: s,
      code: s,
      n: nn,
    },
    posts: {
      ...origin,
      post: s,
      kind: s,
      centre: sn,
      territory: sn,
      shared: tn,
      contract: sn,
      started_on: s,
      ended_on: sn,
    },
    cube_cells: {
      fact: s,
      counted: s,
      provenance: s,
      period: s,
      dimensions: s,
      codes: s,
      n: nn,
      threshold: n,
    },
    correspondences: { ...origin, audience: s, correspondence: s, area: s, member_kind: s, member: s },
    logic_nodes: { ...origin, audience: s, node: s, kind: s, has_prototype: ['boolean', false] as const },
    prototypes: { ...origin, prototype: s, area: sn, printed: s },
    loads: {
      load_id: s,
      source: s,
      file: s,
      sha256: s,
      received_at: s,
      provenance: s,
      rows_read: b,
      rows_loaded: b,
      rows_quarantined: b,
      rows_ignored: b,
    },
    warnings: { load_id: s, row_no: nn, code: s, message: s, column_name: sn, found: sn },
    quarantine: { load_id: s, row_no: n, column_name: sn, value: sn, code: s, message: s, raw: sn },
    source_rows: { load_id: s, row_no: n, fields: s },
  }
})()

describe('the tables of a snapshot', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
    for (const table of TABLES) await engine.run(createTable(table, 'internal'))
  })
  afterAll(() => engine.close())

  it('are the same in the engine, in TABLES and in the Database type, column by column', async () => {
    const described = await engine.all<{ t: string; c: string; type: string; nullable: boolean }>(
      `select table_name as t, column_name as c, data_type as type, is_nullable as nullable from duckdb_columns() where not internal order by table_oid, column_index`,
    )
    expect(described).toEqual(
      TABLES.flatMap((table) =>
        table.columns.map((column) => ({
          t: table.name,
          c: column.name,
          type: column.type,
          nullable: column.nullable,
        })),
      ),
    )
    const known = Object.entries(KNOWN).flatMap(([t, columns]) =>
      Object.entries(columns as Record<string, readonly [string, boolean]>).map(([c, [seen, nullable]]) => ({
        t,
        c,
        seen,
        nullable,
      })),
    )
    expect(known).toEqual(
      described.map(({ t, c, type, nullable }) => ({ t, c, seen: SEEN[type as ColumnType], nullable })),
    )
    expectTypeOf<JavaScriptOf<'DECIMAL(6,2)'>>().toEqualTypeOf<string>()
    expectTypeOf<JavaScriptOf<'BIGINT'>>().toEqualTypeOf<bigint>()
  })

  it('say in the file what every table and column means', async () => {
    const [silent] = await engine.all<{ n: bigint }>(
      'select (select count(*) from duckdb_columns() where not internal and comment is null) + (select count(*) from duckdb_tables() where not internal and comment is null) as n',
    )
    expect(silent?.n).toBe(0n)
  })

  it('keep free text, keys of persons and quarantine out of every face but the internal one', () => {
    for (const face of ['analyst', 'published'] as const) {
      const names = tablesOf(face).map((table) => table.name)
      expect(names).not.toContain('verbatims')
      expect(names).not.toContain('quarantine')
      const open = tablesOf(face).flatMap((table) => columnsOf(table, face).map((column) => column.name))
      expect(open).not.toContain('body')
    }
    const persons = TABLES.flatMap(({ columns }) => columns.filter(({ name }) => name === 'person'))
    expect(persons.map(({ numbered }) => numbered)).toEqual([true, true])
    const published = tablesOf('published').map((table) => table.name)
    for (const name of [
      'source_rows',
      'attendances',
      'head_counts',
      'reception_visits',
      'kiosk_sessions',
      'posts',
    ])
      expect(published).not.toContain(name)
  })

  it('leave out the columns that say they are for other faces', () => {
    const table = {
      name: 't',
      description: '',
      faces: ['internal', 'analyst'] as const,
      columns: [
        { name: 'a', type: 'VARCHAR', nullable: true, description: '' },
        { name: 'b', type: 'VARCHAR', nullable: true, description: '', faces: ['internal'] },
      ] as const,
    }
    expect(columnsOf(table, 'analyst').map((column) => column.name)).toEqual(['a'])
    expect(createTable(table, 'analyst')).not.toMatch(/"b"/)
  })
})
