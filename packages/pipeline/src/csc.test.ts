import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { type Home, openHome } from '@retombees/warehouse/home'
import { openReader } from '@retombees/warehouse/reader'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentOf } from './fixtures/quarter.ts'
import { ingest } from './ingest.ts'
import { rebuild } from './rebuild.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const now = () => new Date('2026-03-01T10:00:00.000Z')

describe('the files of Centres Sociaux Connectés', () => {
  let root: string
  let home: Home
  let programme: Programme
  let outcomes: IngestOutcome[]

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'retombees-csc-'))
    home = openHome(root)
    programme = await readProgramme(CSC)
    outcomes = await ingest(home, programme, [join(CSC, 'published')], { now })
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('are all loaded, with every row accounted for and none set aside', () => {
    expect(outcomes.length).toBeGreaterThanOrEqual(7)
    for (const outcome of outcomes) {
      expect(outcome.status, outcome.reason ?? '').toBe('loaded')
      expect(outcome.rows_read).toBe(outcome.rows_loaded + outcome.rows_ignored)
      expect(outcome.rows_loaded).toBeGreaterThan(0)
    }
  })

  it('are all on the published face, being printed already, but for the remarks', async () => {
    const internal = await contentOf(home)
    const published = await contentOf(home, 'published')
    for (const table of [
      'tallies',
      'partner_scores',
      'funding',
      'correspondences',
      'logic_nodes',
      'prototypes',
      'loads',
    ]) {
      expect(published[table], table).toEqual(internal[table])
      expect(published[table]?.length, table).toBeGreaterThan(0)
    }
    expect(internal.verbatims?.length).toBeGreaterThan(0)
    expect(Object.keys(published)).not.toContain('verbatims')
  })

  it('give no remark away in the bytes of the other faces', async () => {
    const { verbatims } = await contentOf(home)
    const folder = join(home.snapshots, readCurrent(home)?.id ?? '')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    )
    for (const { body } of verbatims as { body: string }[]) {
      const holding = files.filter((name) => readFileSync(join(folder, name)).includes(body))
      expect(holding).toEqual(['internal.duckdb'])
    }
  })

  it('can be followed from every fact back to a line of its file', async () => {
    const reader = await openReader(home, 'analyst')
    const facts = ['tallies', 'partner_scores', 'funding', 'correspondences', 'logic_nodes', 'prototypes']
    for (const table of facts) {
      const lost = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)} as f
        where not exists (select 1 from source_rows as s where s.load_id = f.load_id and s.row_no = f.row_no)
           or not exists (select 1 from loads as l where l.load_id = f.load_id)`.execute(reader?.db as never)
      expect(lost.rows[0]?.n, table).toBe(0n)
    }
    await reader?.close()
  })

  it('are known the second time, quickly, and what is in force does not move', async () => {
    const before = readFileSync(home.current, 'utf8')
    const again = await ingest(home, programme, [join(CSC, 'published')], { now })
    expect(new Set(again.map((outcome) => outcome.status))).toEqual(new Set(['duplicate']))
    expect(readFileSync(home.current, 'utf8')).toBe(before)
  })

  it('give the very same snapshot in another home and when rebuilt', async () => {
    const other = openHome(join(root, 'other'))

    await ingest(other, programme, [join(CSC, 'published')], { now })
    expect(readCurrent(other)?.content).toBe(readCurrent(home)?.content)
    expect((await rebuild(home, programme, { now })).changed).toBe(false)
  }, 90_000)
})
