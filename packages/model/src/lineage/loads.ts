import type { Provenance } from '@retombees/contract/figure'
import type { LineageLoad, LineageRow } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import type { Database } from '@retombees/warehouse/database'
import { linesAsRead } from '@retombees/warehouse/lines-as-read'
import type { Kysely } from 'kysely'
import type { RowId } from '../measures/measure-kind.ts'
import { hasTable } from '../present-tables.ts'

/**
 * The loads behind these rows: file, hash, counts and warnings; their rows too when the viewer may go that deep and the
 * face holds them. A warning on a row is only given with that row.
 */
export async function loadsBehind(
  db: Kysely<Database>,
  rows: readonly RowId[],
  depth: Depth,
): Promise<LineageLoad[]> {
  const used = new Map<string, Set<number>>()
  for (const { load_id, row_no } of rows) {
    used.set(load_id, (used.get(load_id) ?? new Set()).add(row_no))
  }
  if (used.size === 0) return []
  const ids = [...used.keys()]
  const loads = await db
    .selectFrom('loads')
    .selectAll()
    .where('load_id', 'in', ids)
    .orderBy('received_at')
    .orderBy('load_id')
    .execute()
  const warnings = await db
    .selectFrom('warnings')
    .selectAll()
    .where('load_id', 'in', ids)
    .orderBy('row_no')
    .execute()
  const deep = depth === 'rows' && (await hasTable(db, 'source_rows'))
  const result: LineageLoad[] = []
  for (const load of loads) {
    const numbers = used.get(load.load_id) ?? new Set<number>()
    result.push({
      loadId: load.load_id,
      source: load.source,
      file: load.file,
      sha256: load.sha256,
      receivedAt: load.received_at,
      provenance: load.provenance as Provenance,
      rowsUsed: numbers.size,
      rowsRead: Number(load.rows_read),
      rowsLoaded: Number(load.rows_loaded),
      rowsQuarantined: Number(load.rows_quarantined),
      rowsIgnored: Number(load.rows_ignored),
      ...(deep ? { rows: await readRows(db, load.load_id, numbers) } : {}),
      warnings: warnings
        .filter((each) => each.load_id === load.load_id)
        .filter((each) => each.row_no === null || numbers.has(each.row_no))
        .map((each) => each.message),
    })
  }
  return result
}

async function readRows(
  db: Kysely<Database>,
  loadId: string,
  numbers: ReadonlySet<number>,
): Promise<LineageRow[]> {
  const rows = await linesAsRead(db, loadId, [...numbers])
  return rows.map(({ row_no, fields }) => ({
    row: row_no,
    fields: JSON.parse(fields) as Record<string, string | null>,
  }))
}
