import type { Engine } from '@retombees/warehouse/engine'
import type { Home } from '@retombees/warehouse/home'
import type { LiveLoad } from '@retombees/warehouse/ledger'
import { type ConformedFiles, parquet, rawFile, readManifest } from '@retombees/warehouse/load-archive'
import type { RowCounts } from '@retombees/warehouse/snapshot'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Table } from '@retombees/warehouse/table'

/** A load in force and its rows as the programme conforms them now. */
export interface ReadyLoad {
  readonly load: LiveLoad
  readonly files: ConformedFiles
}

/**
 * Fills the internal face, whose tables are given: the programme’s own rows by table, then each load in the order in which it came, its rows as its file
 * has them. Returns how many rows each table must hold, counted in the archives.
 */
export async function assemble(
  engine: Engine,
  home: Home,
  tables: readonly Table[],
  own: Readonly<Record<string, readonly Record<string, unknown>[]>>,
  loads: readonly ReadyLoad[],
): Promise<RowCounts> {
  const counts = new Map(tables.map(({ name }) => [name, 0]))
  const add = (table: string, rows: number) => counts.set(table, (counts.get(table) ?? 0) + rows)
  const append = async (name: string, rows: readonly Record<string, unknown>[]) => {
    await engine.append(tableNamed(name, tables), rows)
    add(name, rows.length)
  }
  for (const [name, rows] of Object.entries(own)) await append(name, rows)
  await append(
    'loads',
    loads.map(({ load, files }) => loadRow(home, load, files)),
  )
  await append(
    'warnings',
    loads.flatMap(({ files }) => warningRows(files)),
  )

  const copies = loads.flatMap(({ load, files }) => [
    { table: files.manifest.table, load, paths: files.facts },
    { table: 'quarantine', load, paths: [files.quarantine] },
    // The lines of a load whose cells are columns are read in its archive, not copied.
    ...(readManifest(home, load.loadId).cells
      ? []
      : [{ table: 'source_rows', load, paths: [rawFile(home, load.loadId)] }]),
  ])
  // One transaction: every commit waits for the disk.
  await engine.run(`begin;${copies.map((one) => copy(one, tables)).join('')}commit`)
  for (const { table, paths } of copies) add(table, await rowsIn(engine, paths))
  return Object.fromEntries(counts)
}

function copy(
  { table, load, paths }: { table: string; load: LiveLoad; paths: readonly string[] },
  tables: readonly Table[],
): string {
  const columns = tableNamed(table, tables).columns.map(({ name }) => identifier(name))
  const isFact = columns.includes('"provenance"')
  const cells = columns.map((name) =>
    name === '"load_id"' && !isFact ? `${literal(load.loadId)} as load_id` : name,
  )
  return `insert into ${identifier(table)} (${columns.join(', ')}) select ${cells.join(', ')} from ${parquet(paths)};`
}

async function rowsIn(engine: Engine, paths: readonly string[]): Promise<number> {
  const [found] = await engine.all<{ n: bigint }>(
    `select sum(num_rows)::bigint as n from parquet_file_metadata([${paths.map(literal).join(', ')}])`,
  )
  return Number(found?.n)
}

function loadRow(home: Home, load: LiveLoad, { manifest }: ConformedFiles) {
  const { receivedAt } = readManifest(home, load.loadId)
  return {
    load_id: load.loadId,
    source: load.source,
    file: load.file,
    sha256: load.sha256,
    received_at: receivedAt,
    provenance: load.provenance,
    rows_read: manifest.counts.read,
    rows_loaded: manifest.counts.loaded,
    rows_quarantined: manifest.counts.quarantined,
    rows_ignored: manifest.counts.ignored,
  }
}

function warningRows({ manifest }: ConformedFiles) {
  return manifest.warnings.map((warning) => ({
    load_id: manifest.loadId,
    row_no: warning.row ?? null,
    code: warning.code,
    message: warning.message,
    column_name: warning.column ?? null,
    found: warning.found ?? null,
  }))
}

function tableNamed(name: string, tables: readonly Table[]): Table {
  const table = tables.find((one) => one.name === name)
  if (!table) throw new TypeError(`no table ${name}`)
  return table
}
