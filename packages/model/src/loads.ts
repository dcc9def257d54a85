import type { Provenance } from '@retombees/contract/figure'
import type { LoadSummary, QuarantinedRow } from '@retombees/contract/load'
import type { Programme } from '@retombees/programme/programme'
import { keptUntil } from '@retombees/programme/retention'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'

/** The loads in force in a snapshot, oldest first, with their counts and warnings. */
export async function loadsOf(db: Kysely<Database>, programme: Programme): Promise<LoadSummary[]> {
  const [loads, warnings] = await Promise.all([
    db.selectFrom('loads').selectAll().orderBy('received_at').orderBy('load_id').execute(),
    db.selectFrom('warnings').selectAll().orderBy('row_no').execute(),
  ])
  return loads.map((load) => ({
    loadId: load.load_id,
    source: load.source,
    sourceLabel: programme.sources.find((source) => source.id === load.source)?.label.fr ?? load.source,
    file: load.file,
    sha256: load.sha256,
    receivedAt: load.received_at,
    provenance: load.provenance as Provenance,
    keptUntil: keptUntil(programme, load.source, load.received_at.slice(0, 10)),
    rowsRead: Number(load.rows_read),
    rowsLoaded: Number(load.rows_loaded),
    rowsQuarantined: Number(load.rows_quarantined),
    rowsIgnored: Number(load.rows_ignored),
    warnings: warnings
      .filter((warning) => warning.load_id === load.load_id)
      .map((warning) => ({
        code: warning.code,
        message: warning.message,
        file: load.file,
        ...(warning.row_no === null ? {} : { row: warning.row_no }),
        ...(warning.column_name === null ? {} : { column: warning.column_name }),
        ...(warning.found === null ? {} : { found: warning.found }),
      })),
  }))
}

/** The rows set aside, of one load or of all; only the internal face holds them. */
export async function quarantineOf(db: Kysely<Database>, loadId?: string): Promise<QuarantinedRow[]> {
  let query = db
    .selectFrom('quarantine')
    .innerJoin('loads', 'loads.load_id', 'quarantine.load_id')
    .select(['quarantine.load_id', 'loads.file', 'row_no', 'column_name', 'value', 'code', 'message', 'raw'])
    .orderBy('quarantine.load_id')
    .orderBy('row_no')
  if (loadId !== undefined) query = query.where('quarantine.load_id', '=', loadId)
  return (await query.execute()).map((row) => ({
    loadId: row.load_id,
    file: row.file,
    row: row.row_no,
    column: row.column_name,
    value: row.value,
    code: row.code,
    message: row.message,
    raw: row.raw,
  }))
}
