import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '@retombees/cli/simulation/simulate'
import { writeFiles } from '@retombees/cli/simulation/write-files'
import { tablesOfProgramme } from '@retombees/pipeline/programme-tables'
import { readProgramme } from '@retombees/programme/read-programme'
import type { Engine } from '@retombees/warehouse/engine'
import { openEngine, READING } from '@retombees/warehouse/engine'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CSC, type PublishedHome, publishedHome } from '../support/published-home.ts'

const SCALE = { sessions: 1500, attendances: 500, respondents: 60 }
const COLLECTED = [
  'kiosk_sessions',
  'kiosk_outages',
  'kiosk_installations',
  'reception_visits',
  'opening_hours',
  'caf_statuses',
  'workshops',
  'attendances',
  'head_counts',
  'skill_assessments',
  'contributions',
  'contribution_ledger',
  'label_returns',
  'posts',
  'responses_staff_2018',
  'responses_residents',
  'responses_prototype_use',
  'responses_workshop_feedback',
]

/** Every file that the centres of a programme would send, taken in and published as a coordinator would do it. */
describe('a simulated programme, from its files to its snapshot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retombees-simulated-'))
  let published: PublishedHome
  let internal: Engine
  let analyst: Engine
  beforeAll(async () => {
    writeFiles(folder, simulate(await readProgramme(CSC), 7, SCALE))
    published = await publishedHome(CSC, [folder])
    const { faces } = readCurrent(published.home) as NonNullable<ReturnType<typeof readCurrent>>
    const open = (face: 'internal' | 'analyst') =>
      openEngine(join(published.home.snapshots, faces[face]), { ...READING, readOnly: true })
    ;[internal, analyst] = await Promise.all([open('internal'), open('analyst')])
  })
  afterAll(async () => {
    await Promise.all([internal?.close(), analyst?.close()])
    published?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const one = async <T>(engine: Engine, query: string): Promise<T> => (await engine.all<T>(query))[0] as T

  it('takes every file in, each row loaded, set aside with a reason, or passed over', async () => {
    for (const outcome of published.outcomes) {
      expect(outcome, outcome.file).toMatchObject({ status: 'loaded' })
      expect(outcome.rows_read).toBe(outcome.rows_loaded + outcome.rows_quarantined + outcome.rows_ignored)
    }
    const sum = (key: 'rows_read' | 'rows_quarantined') =>
      published.outcomes.reduce((total, outcome) => total + outcome[key], 0)
    expect(sum('rows_quarantined')).toBeGreaterThan(0)
    expect(sum('rows_quarantined')).toBeLessThan(sum('rows_read') / 20)
    const { kept, silent } = await one<{ kept: bigint; silent: bigint }>(
      internal,
      "select count(*) as kept, count(*) filter (where code = '' or message = '') as silent from quarantine",
    )
    expect([kept, silent]).toEqual([BigInt(sum('rows_quarantined')), 0n])
  })

  it.each(COLLECTED)(
    'fills %s with rows that are all simulated, and traces each to a line',
    async (table) => {
      const found = await one<{ rows: bigint; real: bigint; untraced: bigint }>(
        internal,
        `select count(*) as rows, count(*) filter (where provenance <> 'simulated') as real,
        count(*) filter (where not exists (select 1 from source_rows s where s.load_id = t.load_id and s.row_no = t.row_no)) as untraced
        from "${table}" t`,
      )
      expect(found.rows).toBeGreaterThan(0n)
      expect([found.real, found.untraced]).toEqual([0n, 0n])
    },
  )

  it('knows as many rows of the file as it loaded, in every table', async () => {
    for (const table of COLLECTED) {
      const { lines, loaded } = await one<{ lines: bigint; loaded: bigint }>(
        internal,
        `select count(distinct load_id || ' ' || row_no) as lines,
          (select sum(rows_loaded)::bigint from loads where load_id in (select load_id from "${table}")) as loaded from "${table}"`,
      )
      expect(lines, table).toBe(loaded)
    }
  })

  it('sets aside what people mistype, with more than one kind of reason', async () => {
    const codes = await internal.all<{ code: string }>('select distinct code from quarantine order by code')
    expect(codes.length).toBeGreaterThan(3)
  })

  it('keeps the two grains of attendance apart: no workshop is both on a sheet and in a head-count', async () => {
    const { both } = await one<{ both: bigint }>(
      internal,
      'select count(*) as both from (select distinct workshop from attendances intersect select distinct workshop from head_counts)',
    )
    expect(both).toBe(0n)
  })

  it('recognises people from one centre to another, and shows the analyst numbers for them', async () => {
    const moved =
      'select count(*) as n from (select person from attendances where person is not null group by person having count(distinct centre) > 1)'
    const { n } = await one<{ n: bigint }>(internal, moved)
    expect(n).toBeGreaterThan(0n)
    expect((await one<{ n: bigint }>(analyst, moved)).n).toBe(n)
    const { words } = await one<{ words: bigint }>(
      analyst,
      "select count(*) as words from attendances where not regexp_matches(person, '^[0-9]+$')",
    )
    expect(words).toBe(0n)
  })

  it('keeps the sessions of a kiosk while its centre is open and after it was installed', async () => {
    const { outside } = await one<{ outside: bigint }>(
      internal,
      `select count(*) as outside from kiosk_sessions s where not exists (
        select 1 from kiosk_installations k where k.kiosk = s.kiosk and k.installed_on <= s.day and (k.removed_on is null or s.day < k.removed_on))
        and s.kiosk in (select kiosk from kiosk_installations)`,
    )
    expect(outside).toBe(0n)
  })

  it('shows nobody outside the analyst and internal faces', async () => {
    const { faces } = readCurrent(published.home) as NonNullable<ReturnType<typeof readCurrent>>
    const cube = await openEngine(join(published.home.snapshots, faces.published), {
      ...READING,
      readOnly: true,
    })
    try {
      const tables = await cube.all<{ name: string }>('select table_name as name from duckdb_tables()')
      const names = tables.map(({ name }) => name)
      const { asRecorded } = (await readProgramme(CSC)).publication
      expect(names.filter((name) => COLLECTED.includes(name)).sort()).toEqual(
        asRecorded.filter((name) => COLLECTED.includes(name)).sort(),
      )
      expect(names).not.toContain('attendances')
      expect(names.filter((name) => name.startsWith('responses_'))).toEqual([])
    } finally {
      await cube.close()
    }
  })

  it('publishes counts of all that concerns persons, marked simulated, none under the threshold', async () => {
    const { faces } = readCurrent(published.home) as NonNullable<ReturnType<typeof readCurrent>>
    const cube = await openEngine(join(published.home.snapshots, faces.published), {
      ...READING,
      readOnly: true,
    })
    try {
      const found = await cube.all<{
        fact: string
        provenances: string
        least: number | null
        hidden: bigint
      }>(
        `select fact, string_agg(distinct provenance) as provenances, min(n) filter (where n > 0) as least,
          count(*) filter (where n is null) as hidden from cube_cells where period <> '' group by fact order by fact`,
      )
      expect(found.map(({ fact }) => fact)).toEqual(
        (await readProgramme(CSC)).publication.cubes.map(({ table }) => table).sort(),
      )
      for (const { fact, provenances, least } of found) {
        expect(provenances, fact).toBe('simulated')
        expect(least ?? 11, fact).toBeGreaterThanOrEqual(11)
      }
      expect(found.some(({ hidden }) => hidden > 0n)).toBe(true)
    } finally {
      await cube.close()
    }
  })

  it('names only tables that the warehouse has', async () => {
    const tables = tablesOfProgramme(await readProgramme(CSC))
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(COLLECTED))
  })

  it('gives the analyst each answer with its absence, its score and its day, and no word that was written', async () => {
    const { answers, scores, absent } = await one<{ answers: bigint; scores: bigint; absent: bigint }>(
      analyst,
      `select count(*) as answers, count(r7_recommend__score) as scores,
        count(*) filter (where r7_recommend is null and r7_recommend__absence = 'answered') as absent from responses_residents`,
    )
    expect(answers).toBeGreaterThan(30n)
    expect(scores).toBeGreaterThan(0n)
    expect(scores).toBeLessThan(answers)
    expect(absent).toBe(0n)
    const columns = await analyst.all<{ name: string; type: string }>(
      `select column_name as name, data_type as type from duckdb_columns() where table_name = 'responses_residents'`,
    )
    const types = new Map(columns.map(({ name, type }) => [name, type]))
    expect([types.get('r8'), types.get('r9'), types.get('r7_recommend__score')]).toEqual([
      'INTEGER',
      'DATE',
      'DECIMAL(6,2)',
    ])
    expect([types.has('r10'), types.has('r5__other_text'), types.has('r10__absence')]).toEqual([
      false,
      false,
      true,
    ])
  })
})
