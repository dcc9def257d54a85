import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Row } from './append-rows.ts'
import { renameDurably, syncFile, syncFolder, writeOnce } from './durable-file.ts'
import { type Engine, openEngine, WRITING } from './engine.ts'
import { isMissing, WarehouseError } from './errors.ts'
import { type FactsRecipe, recipeOver } from './facts-recipe.ts'
import { digestsOf } from './file-digest.ts'
import type { Home } from './home.ts'
import { ConformedManifest, LoadManifest } from './load-manifest.ts'
import { assertWriter } from './lock.ts'
import { identifier, literal } from './sql-text.ts'
import type { Column, Table } from './table.ts'
import { TABLES } from './tables.ts'

/** A row of a file as it was read, identifiers replaced. */
export interface RawLine {
  readonly row_no: number
  /** JSON object, heading → text. */
  readonly fields: string
  /** JSON array of the cells, where `fields` cannot say them: no heading, two alike, a cell too many or too few. */
  readonly cells: string | null
}

/** What conforming gives: rows of one fact table, and rows set aside. */
export interface ConformedRows {
  readonly conformed: { readonly definition: Table; readonly rows: readonly object[] }
  readonly quarantine: readonly object[]
  /** More rows of the fact table, that the engine makes of the cells of the load. */
  readonly facts?: FactsRecipe
}

/** Rows of a fact table as a relation with its columns at least, and one that has as many rows and is made without them. */
export interface FactRows {
  readonly rows: string
  readonly counted: string
}

/** Conformed rows on the disk. */
export interface ConformedFiles {
  readonly manifest: ConformedManifest
  /** What together are the rows of the fact table. */
  readonly facts: readonly FactRows[]
  /** Parquet: the columns of `quarantine`, without the load. */
  readonly quarantine: string
}

/** Folders whose name begins so are unfinished: the next writer removes them. */
export const UNFINISHED = '.unfinished-'

const RAW_COLUMNS: readonly Column[] = Object.freeze([
  { name: 'row_no', type: 'INTEGER', nullable: false, description: '' },
  { name: 'fields', type: 'VARCHAR', nullable: false, description: '' },
  { name: 'cells', type: 'VARCHAR', nullable: true, description: '' },
])
/** The columns of `raw.parquet`. */
export const RAW = Object.freeze({ name: 'source_rows', columns: RAW_COLUMNS })

/**
 * Keeps a load for good: Parquet files and a manifest, written aside, put on the disk, renamed. Throws a RowError for a
 * row that does not fit its table, a WarehouseError where a load of that id is kept already or rows are unaccounted for.
 */
export async function writeLoad(
  home: Home,
  manifest: LoadManifest,
  parts: ConformedRows & {
    readonly raw: readonly RawLine[]
    /** Parquet of the cells of the other lines (`manifest.cells`); it is moved into the archive. */
    readonly cells?: string
  },
): Promise<void> {
  const folder = join(home.loads, manifest.loadId)
  if (existsSync(folder))
    throw new WarehouseError('load-exists', `Le chargement ${manifest.loadId} est déjà archivé.`)
  await writeFolder(home, folder, LoadManifest.parse(manifest), parts, async (engine, aside) => {
    await writeParquet(engine, join(aside, RAW_PARQUET), RAW, parts.raw)
    if (parts.cells) renameSync(parts.cells, join(aside, CELLS))
  })
}

/** Keeps what a changed programme makes of a load, beside the archive, in the place of what the same key gave before. */
export async function writeConformed(
  home: Home,
  manifest: ConformedManifest,
  parts: ConformedRows,
): Promise<void> {
  const folder = conformedFolder(home, manifest.loadId, manifest.key)
  mkdirSync(dirname(folder), { recursive: true })
  await writeFolder(home, folder, ConformedManifest.parse(manifest), parts)
}

/** What is known of a load. Throws a WarehouseError when it is not in the archive or its manifest cannot be read. */
export function readManifest(home: Home, loadId: string): LoadManifest {
  return readJson(join(home.loads, loadId, 'manifest.json'), LoadManifest, loadId)
}

/** The rows of a load as they were read, in file order; `lines` gives those lines only. */
export async function readRaw(home: Home, loadId: string, lines?: readonly number[]): Promise<RawLine[]> {
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    const wanted = lines ? `row_no in (${lines.map(Math.trunc).join(', ') || 'null'})` : 'true'
    const apart = await readApart(engine, home, loadId, wanted)
    const { cells } = readManifest(home, loadId)
    if (!cells) return apart
    const header = headerOf(readManifest(home, loadId))
    const names = header.map((_, index) => `c${index}`)
    const found = await engine.all<Record<string, string | null> & { row_no: number }>(
      `select * from (select (file_row_number + ${cells.firstLine})::integer as row_no, ${names.join(', ')}
        from read_parquet(${literal(cellsFile(home, loadId))}, file_row_number = true)) where ${wanted}`,
    )
    const even = found.flatMap((row) =>
      evenLine(
        row.row_no,
        header,
        names.map((name) => row[name] ?? null),
      ),
    )
    return [...apart, ...even].sort((a, b) => a.row_no - b.row_no)
  } finally {
    await engine.close()
  }
}

/** The lines of a load that are kept as JSON: all of them, or those that `cells.parquet` cannot hold. */
export async function readLinesApart(home: Home, loadId: string): Promise<RawLine[]> {
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    return await readApart(engine, home, loadId, 'true')
  } finally {
    await engine.close()
  }
}

function readApart(engine: Engine, home: Home, loadId: string, wanted: string): Promise<RawLine[]> {
  return engine.all<RawLine>(
    `select row_no, fields, cells from ${parquet(rawFile(home, loadId))} where ${wanted}`,
  )
}

/** A row of `cells.parquet` as a line; one without any text was kept apart, or is none. */
function evenLine(rowNo: number, header: readonly string[], written: readonly (string | null)[]): RawLine[] {
  const cells = written.map((cell) => (cell === null || cell.trim() === '' ? null : cell))
  if (cells.every((cell) => cell === null)) return []
  const fields = JSON.stringify(Object.fromEntries(header.map((heading, at) => [heading, cells[at] ?? null])))
  return [{ row_no: rowNo, fields, cells: null }]
}

function headerOf({ reading, loadId }: LoadManifest): readonly string[] {
  const { header } = reading
  if (Array.isArray(header)) return header.map(String)
  throw new WarehouseError(
    'load-unreadable',
    `Le chargement ${loadId} n’a pas d’intitulés dans son manifeste.`,
  )
}

/** Parquet of the rows of a load as they were read. */
export function rawFile(home: Home, loadId: string): string {
  return join(home.loads, loadId, RAW_PARQUET)
}

/** Parquet of the cells of a load whose manifest has `cells`. */
export function cellsFile(home: Home, loadId: string): string {
  return join(home.loads, loadId, CELLS)
}

/** The names of what a load said, in its folder; the rest of it follows from them. */
export const RAW_PARQUET = 'raw.parquet'
export const CELLS = 'cells.parquet'
const RECIPE = 'facts.sql'
const MAPS = 'facts-maps.parquet'
const EXCEPT = 'facts-except.parquet'

function factsIn(home: Home, loadId: string, folder: string): readonly FactRows[] {
  const own = parquet(join(folder, 'conformed.parquet'))
  const written = { rows: own, counted: own }
  const { cells } = readManifest(home, loadId)
  if (!cells || !existsSync(join(folder, RECIPE))) return [written]
  const files = { cells: cellsFile(home, loadId), maps: join(folder, MAPS) }
  const made = recipeOver(readFileSync(join(folder, RECIPE), 'utf8'), files)
  const taken = `row_no not in (select row_no from ${parquet(join(folder, EXCEPT))})`
  const lines = `select (file_row_number + ${cells.firstLine})::integer as row_no from read_parquet(${literal(files.cells)}, file_row_number = true)`
  return [written, { rows: `(from (${made}) where ${taken})`, counted: `(from (${lines}) where ${taken})` }]
}

/** The conformed rows of a load under that key, or null when it was never conformed so. */
export function conformedFiles(home: Home, loadId: string, key: string): ConformedFiles | null {
  const folder = conformedFolderOf(home, loadId, key)
  const manifest =
    folder === join(home.loads, loadId)
      ? readManifest(home, loadId)
      : readJson(join(folder, 'manifest.json'), ConformedManifest, loadId)
  if (manifest.key !== key) return null
  return {
    manifest,
    facts: factsIn(home, loadId, folder),
    quarantine: join(folder, 'quarantine.parquet'),
  }
}

/** Where the conformed rows of a load under that key are: made again since, or in its archive. */
export function conformedFolderOf(home: Home, loadId: string, key: string): string {
  const again = conformedFolder(home, loadId, key)
  return existsSync(again) ? again : join(home.loads, loadId)
}

/** Removes the conformed rows of every key but these; the archive itself is left alone. */
export function forgetConformed(home: Home, ...exceptKeys: readonly string[]): void {
  assertWriter(home)
  for (const load of readdirSync(home.conformed))
    for (const key of readdirSync(join(home.conformed, load)))
      if (!exceptKeys.includes(key)) rmSync(join(home.conformed, load, key), { recursive: true, force: true })
}

/** A Parquet file as a relation of a query. */
export function parquet(path: string): string {
  return `read_parquet(${literal(path)})`
}

async function writeFolder(
  home: Home,
  folder: string,
  manifest: ConformedManifest,
  parts: ConformedRows,
  writeMore?: (engine: Engine, aside: string) => Promise<void>,
): Promise<void> {
  assertWriter(home)
  const { read, loaded, quarantined, ignored } = manifest.counts
  if (read !== loaded + quarantined + ignored)
    throw new WarehouseError(
      'rows-unaccounted',
      `Chargement ${manifest.loadId} : ${read} lignes lues ne font pas ${loaded} chargées + ${quarantined} en quarantaine + ${ignored} ignorées ; rien n’a été chargé.`,
    )
  const aside = join(dirname(folder), `${UNFINISHED}${manifest.loadId}`)
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside)
  try {
    await writeRows(aside, parts, writeMore)
    const files = await digestsOf(aside)
    writeOnce(join(aside, 'manifest.json'), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`)
    for (const name of readdirSync(aside)) syncFile(join(aside, name))
    syncFolder(aside)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    throw error
  }
  if (existsSync(folder)) setAside(folder)
  renameDurably(aside, folder)
}

async function writeRows(
  folder: string,
  { conformed, quarantine, facts }: ConformedRows,
  writeMore?: (engine: Engine, folder: string) => Promise<void>,
): Promise<void> {
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    await writeMore?.(engine, folder)
    await writeParquet(engine, join(folder, 'conformed.parquet'), conformed.definition, conformed.rows)
    await writeParquet(engine, join(folder, 'quarantine.parquet'), QUARANTINE, quarantine)
    if (facts) {
      const target = { name: 'facts_except', columns: RAW_COLUMNS.slice(0, 1) }
      await writeParquet(
        engine,
        join(folder, EXCEPT),
        target,
        facts.except.map((row_no) => ({ row_no })),
      )
      renameSync(facts.maps, join(folder, MAPS))
      writeFileSync(join(folder, RECIPE), facts.sql)
    }
  } finally {
    await engine.close()
  }
}

function setAside(folder: string): void {
  const old = join(dirname(folder), `${UNFINISHED}old`)
  rmSync(old, { recursive: true, force: true })
  renameSync(folder, old)
  rmSync(old, { recursive: true, force: true })
}

async function writeParquet(
  engine: Engine,
  path: string,
  target: { readonly name: string; readonly columns: readonly Column[] },
  rows: Iterable<object>,
): Promise<void> {
  const { columns } = target
  const name = identifier(target.name)
  const definitions = columns.map((column) => `${identifier(column.name)} ${column.type}`)
  await engine.run(`create or replace table ${name} (${definitions.join(', ')})`)
  await engine.append(target, rows as Iterable<Row>)
  await engine.run(`copy ${name} to ${literal(path)} (format parquet, compression zstd)`)
}

const QUARANTINE = Object.freeze({
  name: 'quarantine',
  columns: TABLES.filter(({ name }) => name === 'quarantine').flatMap(({ columns }) =>
    columns.filter((column) => column.name !== 'load_id'),
  ),
})

function conformedFolder(home: Home, loadId: string, key: string): string {
  return join(home.conformed, loadId, key)
}

function readJson<T>(path: string, schema: { parse(value: unknown): T }, loadId: string): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const problem = isMissing(error) ? 'n’est pas dans l’archive' : 'a un manifeste illisible'
    throw new WarehouseError(
      'load-unreadable',
      `Le chargement ${loadId} ${problem} (${path}) : restaurez ce dossier depuis une sauvegarde, puis recommencez. Ce qui est publié le reste.`,
      {
        cause: error,
      },
    )
  }
}
