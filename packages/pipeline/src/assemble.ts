import type { Engine } from '@retombees/warehouse/engine'
import type { Home } from '@retombees/warehouse/home'
import type { LiveLoad } from '@retombees/warehouse/ledger'
import { type ConformedFiles, parquet, rawFile, readManifest } from '@retombees/warehouse/load-archive'
import type { RowCounts, SnapshotBase } from '@retombees/warehouse/snapshot'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Table } from '@retombees/warehouse/table'
import { PROGRAMME_LOAD } from '@retombees/warehouse/tables'
import { withinMemory } from './wide-tables.ts'

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
  const append = async (name: string, rows: readonly Record<string, unknown>[]) => {
    await engine.append(tableNamed(name, tables), rows)
    count(counts, name, rows.length)
  }
  for (const [name, rows] of Object.entries(own)) await append(name, rows)
  await add(engine, home, tables, loads, counts)
  return Object.fromEntries(counts)
}

/**
 * Changes a copy of the internal face of another snapshot into that of this one: the rows of loads that are no more are
 * taken out, those of `loads` written. Returns how many rows each table must hold, from what was known and what was read.
 */
export async function assembleFrom(
  engine: Engine,
  home: Home,
  tables: readonly Table[],
  { manifest, removed }: SnapshotBase,
  publishedAt: string,
  loads: readonly ReadyLoad[],
): Promise<RowCounts> {
  const counts = new Map(tables.map(({ name }) => [name, manifest.rows.internal[name] ?? 0]))
  const gone = removed.map(literal).join(', ')
  for (const [table, digests] of Object.entries(manifest.digests))
    for (const load of removed) count(counts, table, -rowsSaid(digests[load]))
  const changes = [
    ...(gone === ''
      ? []
      : tables
          .filter(({ name }) => removed.some((load) => manifest.digests[name]?.[load] !== undefined))
          .map(({ name }) => `delete from ${identifier(name)} where load_id in (${gone});`)),
    `update loads set received_at = ${literal(publishedAt)} where starts_with(load_id, ${literal(`${PROGRAMME_LOAD}:`)});`,
  ]
  await engine.run(`begin;${changes.join('')}commit`)
  await add(engine, home, tables, loads, counts)
  return Object.fromEntries(counts)
}

/** The number of rows that begins the digest of a load in a table. */
function rowsSaid(digest: string | undefined): number {
  return digest === undefined ? 0 : Number(digest.split(' ')[0])
}

type Counts = Map<string, number>

function count(counts: Counts, table: string, rows: number): void {
  counts.set(table, (counts.get(table) ?? 0) + rows)
}

/** Writes loads, in their order, and adds what they hold to the counts. */
async function add(
  engine: Engine,
  home: Home,
  tables: readonly Table[],
  loads: readonly ReadyLoad[],
  counts: Counts,
): Promise<void> {
  const own = {
    loads: loads.map(({ load, files }) => loadRow(home, load, files)),
    warnings: loads.flatMap(({ files }) => warningRows(files)),
  }
  for (const [name, rows] of Object.entries(own)) {
    await engine.append(tableNamed(name, tables), rows)
    count(counts, name, rows.length)
  }
  const copies = loads.flatMap(({ load, files }) => [
    ...files.facts.map((one) => ({ table: files.manifest.table, load, ...one })),
    { table: 'quarantine', load, ...asTheyAre(parquet(files.quarantine)) },
    // The lines of a load whose cells are columns are read in its archive, not copied.
    ...(readManifest(home, load.loadId).cells
      ? []
      : [{ table: 'source_rows', load, ...asTheyAre(parquet(rawFile(home, load.loadId))) }]),
  ])
  // One transaction: every commit waits for the disk.
  const inserts = `begin;${copies.map((one) => copy(one, tables)).join('')}commit`
  await engine.run(
    withinMemory(
      inserts,
      loads.map(({ files: { manifest } }) => ({
        table: tableNamed(manifest.table, tables),
        rows: manifest.counts.loaded,
      })),
    ),
  )
  for (const { table, counted } of copies) count(counts, table, await rowsIn(engine, counted))
}

const asTheyAre = (rows: string) => ({ rows, counted: rows })

function copy(
  { table, load, rows }: { table: string; load: LiveLoad; rows: string },
  tables: readonly Table[],
): string {
  const columns = tableNamed(table, tables).columns.map(({ name }) => identifier(name))
  const isFact = columns.includes('"provenance"')
  const cells = columns.map((name) =>
    name === '"load_id"' && !isFact ? `${literal(load.loadId)} as load_id` : name,
  )
  return `insert into ${identifier(table)} (${columns.join(', ')}) select ${cells.join(', ')} from ${rows};`
}

async function rowsIn(engine: Engine, rows: string): Promise<number> {
  const [found] = await engine.all<{ n: bigint }>(`select count(*) as n from ${rows}`)
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
