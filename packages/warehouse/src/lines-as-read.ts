import type { Face } from '@retombees/contract/role'
import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import { columnsOf, tablesOf } from './ddl.ts'
import type { Home } from './home.ts'
import { readManifest, readRaw } from './load-archive.ts'
import { TABLES } from './tables.ts'

/** Where the archive behind the tables of an open face is. */
interface Behind {
  readonly home: Home
  readonly face: Face
}

const archives = new WeakMap<Kysely<Database>, Behind>()

/** Says which archive the rows of an open face come from. */
export function setArchive(db: Kysely<Database>, behind: Behind): void {
  archives.set(db, behind)
}

/**
 * Lines of a load as they were read, for whoever reads a face: its `source_rows`, and the archive for a load whose
 * lines are not copied there. Outside the internal face only lines that became rows of a table which that face shows
 * whole are given.
 */
export async function linesAsRead(
  db: Kysely<Database>,
  loadId: string,
  lines: readonly number[],
): Promise<{ row_no: number; fields: string }[]> {
  if (lines.length === 0) return []
  const copied = await db
    .selectFrom('source_rows')
    .select(['row_no', 'fields'])
    .where('load_id', '=', loadId)
    .where('row_no', 'in', [...lines])
    .orderBy('row_no')
    .execute()
  const behind = archives.get(db)
  if (copied.length > 0 || !behind || !readManifestOrNull(behind.home, loadId)?.cells) return copied
  const allowed = await linesShown(db, behind, loadId, lines)
  if (allowed.length === 0) return []
  const read = await readRaw(behind.home, loadId, allowed)
  return read.map(({ row_no, fields }) => ({ row_no, fields }))
}

async function linesShown(
  db: Kysely<Database>,
  { home, face }: Behind,
  loadId: string,
  lines: readonly number[],
): Promise<readonly number[]> {
  if (face === 'internal') return lines
  const { table } = readManifest(home, loadId)
  const known = tablesOf(face, TABLES).find(({ name }) => name === table)
  const whole =
    known &&
    columnsOf(known, face).length === known.columns.length &&
    known.columns.every(({ numbered }) => !numbered)
  if (!whole) return []
  const found = await sql<{ row_no: number }>`select distinct row_no from ${sql.table(table)}
    where load_id = ${loadId} and row_no in (${sql.join(lines)})`.execute(db)
  return found.rows.map(({ row_no }) => row_no)
}

/** The programme's own rows stand under loads that have no archive. */
function readManifestOrNull(home: Home, loadId: string) {
  try {
    return readManifest(home, loadId)
  } catch {
    return null
  }
}
