import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from './append-rows.ts'
import { tablesOf } from './ddl.ts'
import type { Engine } from './engine.ts'
import { type Home, openHome } from './home.ts'
import { withWriterLock } from './lock.ts'
import {
  buildSnapshot,
  publishSnapshot,
  type RowCounts,
  type SnapshotPlan,
  verifySnapshot,
} from './snapshot.ts'
import type { SnapshotManifest } from './snapshot-manifest.ts'
import { TABLES } from './tables.ts'

/** A home in a temporary folder. */
export function temporaryHome(): Home {
  return openHome(mkdtempSync(join(tmpdir(), 'retombees-home-')))
}

/** Runs `work` as the writer. */
export function writing<T>(home: Home, work: () => Promise<T> | T): Promise<T> {
  return withWriterLock(home, { verb: 'test', since: '2026-01-01T00:00:00.000Z' }, async () => work())
}

/** A plan whose three faces hold these funding rows (`internal` only when told so) and nothing else. */
export function planOf(
  home: Home,
  amounts: readonly string[],
  changes: Partial<SnapshotPlan> = {},
): SnapshotPlan {
  const folder = join(home.root, 'programme-source')
  mkdirSync(join(folder, 'sources'), { recursive: true })
  writeFileSync(join(folder, 'programme.yaml'), 'id: test\n')
  writeFileSync(join(folder, 'sources', 'one.yaml'), 'id: one\n')
  const rows = amounts.map((amount, at) => fundingRow(amount, at + 1))
  const fill = (engine: Engine) => fillFunding(engine, rows)
  return {
    publishedAt: '2026-01-02T03:04:05.006Z',
    programme: { folder, files: ['programme.yaml', 'sources/one.yaml'], digest: 'p1' },
    loads: ['l'],
    inputs: amounts.join(),
    fill: { internal: fill, analyst: fill, published: fill },
    ...changes,
  }
}

/** Builds, verifies and publishes. */
export async function publishAmounts(home: Home, ...amounts: string[]): Promise<SnapshotManifest> {
  const manifest = publishSnapshot(
    home,
    await verifySnapshot(await buildSnapshot(home, planOf(home, amounts))),
  )
  return manifest
}

export function fundingRow(amount: string, rowNo: number): Row {
  return {
    load_id: 'l',
    row_no: rowNo,
    provenance: 'published',
    territory: 't',
    funder: 'f',
    year: 2018,
    amount,
  }
}

async function fillFunding(engine: Engine, rows: readonly Row[]): Promise<RowCounts> {
  const funding = TABLES.find((table) => table.name === 'funding')
  if (funding) await engine.append(funding, rows)
  return { ...noRows(), funding: rows.length }
}

function noRows(): Record<string, number> {
  return Object.fromEntries([...tablesOf('internal'), ...tablesOf('published')].map(({ name }) => [name, 0]))
}
