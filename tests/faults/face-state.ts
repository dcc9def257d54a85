import { Face } from '@retombees/contract/role'
import { digestOfLines, tableDigests } from '@retombees/warehouse/content-digest'
import type { Home } from '@retombees/warehouse/home'
import { openReader } from '@retombees/warehouse/reader'
import { sql } from 'kysely'

/** What the face of a home says, every row of it; `nothing` when nothing is published. */
export type FaceState = string
export const NOTHING: FaceState = 'nothing'

/**
 * Digest of every row of every table of a face in force, read as its readers read it. The instants at which loads were
 * received are left out, so that the same files received twice say the same.
 */
export async function faceState(home: Home, face: Face): Promise<FaceState> {
  const reader = await openReader(home, face)
  if (!reader) return NOTHING
  try {
    const all = async <T>(text: string) => (await sql.raw<T>(text).execute(reader.db)).rows as T[]
    const columns = await all<{ name: string; column: string }>(
      `select table_name as name, column_name as "column" from duckdb_columns() where not internal
        and (table_name, column_name) <> ('loads', 'received_at') order by table_name, column_index`,
    )
    const names = [...new Set(columns.map(({ name }) => name))]
    const tables = names.map((name) => ({
      name,
      columns: columns
        .filter((one) => one.name === name)
        .map(({ column }) => ({ name: column, type: 'VARCHAR', nullable: true, description: '' }) as const),
    }))
    const digests = await tableDigests({ all }, tables)
    const lines = digests.flatMap(({ name, loads }) =>
      Object.entries(loads).map(([load, digest]) => `${name} ${load} ${digest}`),
    )
    return digestOfLines(lines.sort()).slice(0, 16)
  } finally {
    await reader.close()
  }
}

export type HomeState = Readonly<Record<Face, FaceState>>

export async function homeState(home: Home): Promise<HomeState> {
  const states: Partial<Record<Face, FaceState>> = {}
  for (const face of Face.options) states[face] = await faceState(home, face)
  return states as HomeState
}
