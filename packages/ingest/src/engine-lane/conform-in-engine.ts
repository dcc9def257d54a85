import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Engine } from '@retombees/warehouse/engine'
import { type FactsRecipe, recipeOver } from '@retombees/warehouse/facts-recipe'
import { literal } from '@retombees/warehouse/sql-text'
import type { ArchivedRow, TableShape } from '../archive-table.ts'
import { matchColumns } from '../columns.ts'
import { type Conformed, conform, type Loading } from '../conform.ts'
import { maskIdentifiers } from '../protect/mask.ts'
import type { IgnoredRow, RawRow } from '../raw-table.ts'
import { cellText, isBlank } from '../read/grid.ts'
import { isSimulated } from '../simulated-marker.ts'
import type { Target } from '../tables/target-row.ts'
import type { Values } from '../tables/target-table.ts'
import { type ArchivedCells, CELLS_FORMAT } from './archive-cells.ts'
import { cellColumn, MAPS, planColumns } from './column-plans.ts'
import { eventHash, type Reading, readingQueries } from './reading-sql.ts'
import { engineTarget } from './regular-file.ts'

/** What a file became that the engine read; `rows`, `raw` and `quarantined` are of the lines that were read with care. */
export interface ConformedInEngine extends Conformed {
  /** How the rows that the engine reads are made. */
  readonly facts: FactsRecipe
  /** Parquet of their cells, and the line that its first row is. */
  readonly cells: string
  readonly firstLine: number
}

/** More lines than this to read with care, and the whole file is. */
const MOST_CAREFUL = 250_000

/**
 * Conforms a file whose cells are in Parquet: the engine reads the lines that leave no doubt, and all others (a value
 * that is not as usual, a fault, a doubt, two lines on one event) go through `conform`, so that both ways give the same
 * rows, reasons, warnings and counts. Writes in `folder` what the recipe of the facts needs. Null where the file is better read row by row.
 * Throws IngestError as `conform` does.
 */
export async function conformInEngine(
  engine: Engine,
  archived: ArchivedCells,
  shape: TableShape,
  source: SourceFile,
  programme: Programme,
  loading: Loading,
  folder: string,
): Promise<ConformedInEngine | null> {
  const able = engineTarget(source, shape.file)
  if (!able || shape.header.length !== archived.width) return null
  const { target } = able
  const columns = matchColumns({ ...shape, rows: [] }, source)
  if (columns.leftOut.size > 0) return null
  const cells = `read_parquet(${literal(archived.parquet)}, file_row_number = true)`
  const { parquet: archive } = archived
  const context = {
    engine,
    parquet: archive,
    cells,
    header: shape.header,
    columns,
    source,
    target,
    programme,
  }
  const plans = await planColumns(context)
  if (!plans) return null
  const provenance = isSimulated(shape.above) ? 'simulated' : source.provenance
  const reading: Reading = {
    ...able,
    plans,
    source,
    programme,
    receivedOn: loading.receivedOn,
    origin: { load_id: loading.loadId, provenance, first: archived.first },
  }
  const queries = readingQueries(reading)
  if (queries === null) return null
  const maps = join(folder, 'maps.parquet')
  await engine.run(`copy ${MAPS.name} to ${literal(maps)} (${CELLS_FORMAT})`)
  const odd = archived.odd.map(({ rowNo }) => rowNo)
  const all = archived.count - odd.length
  await noteLines(engine, 'odd_lines', odd)
  const apartFrom = odd.length > 0 ? ' where line not in (select line from odd_lines)' : ''
  const looks = recipeOver(`from (${queries.looks})${apartFrom}`, { cells: archive, maps })
  const looked = await keepLooks(engine, looks, all, join(folder, 'looked.parquet'))

  const doubtful = await engine.all<{ line: number }>(
    `select line from ${looked} where not accepted limit ${MOST_CAREFUL + 1}`,
  )
  const suspects = new Set(doubtful.map(({ line }) => line))
  for (const line of await twinsWithin(engine, target, looked, all)) suspects.add(line)
  if (suspects.size + odd.length > MOST_CAREFUL) return null

  const care = (table: ReturnType<typeof tableOf>, onEvent?: (values: Values) => void) =>
    conform(table, source, programme, { ...loading, onEvent })
  const events: Values[] = []
  let rows = await readCells(engine, archived, suspects)
  let table = tableOf(shape, [...archived.odd, ...rows], await lastLine(engine, looked, suspects))
  let careful = care(table, (values) => events.push(values))
  const twins = await twinsOf(engine, target, looked, events)
  if (twins.length > 0) {
    for (const line of twins) suspects.add(line)
    rows = await readCells(engine, archived, suspects)
    table = tableOf(shape, [...archived.odd, ...rows], await lastLine(engine, looked, suspects))
    careful = care(table)
  }
  const { hidden, parquet } = await hide(engine, archived, rows, folder)
  const apart = new Set([...odd, ...hidden])
  return {
    ...careful,
    facts: { sql: queries.rows, maps, except: [...odd, ...suspects].sort((a, b) => a - b) },
    cells: parquet,
    firstLine: archived.first,
    raw: careful.raw.filter(({ row_no }: ArchivedRow) => apart.has(row_no)),
    counts: {
      ...careful.counts,
      read: careful.counts.read + all - suspects.size,
      loaded: careful.counts.loaded + all - suspects.size,
    },
  }
}

/** The lines that are read with care as a table of their own; lines without text are ignored, and not counted at the end. */
function tableOf(shape: TableShape, careful: readonly RawRow[], lastRead: number) {
  const sorted = careful.toSorted((a, b) => a.rowNo - b.rowNo)
  const rows = sorted.filter((row) => !isBlank(row))
  const last = Math.max(lastRead, rows.at(-1)?.rowNo ?? 0)
  const ignored = new Map<number, IgnoredRow>(shape.ignored.map((row) => [row.rowNo, row]))
  for (const row of sorted)
    if (isBlank(row) && row.rowNo < last && !ignored.has(row.rowNo))
      ignored.set(row.rowNo, { rowNo: row.rowNo, reason: 'blank' })
  return { ...shape, rows, ignored: [...ignored.values()] }
}

async function readCells(
  engine: Engine,
  { parquet, first, width }: ArchivedCells,
  lines: ReadonlySet<number>,
): Promise<RawRow[]> {
  if (lines.size === 0) return []
  await noteLines(engine, 'wanted_lines', [...lines])
  const names = Array.from({ length: width }, (_, index) => cellColumn(index))
  const found = await engine.all<Record<string, string | null> & { line: number }>(
    `select (file_row_number + ${first})::integer as line, ${names.join(', ')}
    from read_parquet(${literal(parquet)}, file_row_number = true)
    where (file_row_number + ${first})::integer in (select line from wanted_lines)`,
  )
  return found.map((row) => ({
    rowNo: row.line,
    cells: names.map((name) => {
      const cell = row[name] ?? null
      return cell === null ? null : cellText(cell)
    }),
  }))
}

/** Rows in one pass over so many: what tells two events apart is held in memory for as many at a time. */
const EVENTS_AT_ONCE = 6_000_000

/** Keeps what is looked at of each line, in memory or, where that would be much, in a file. Returns the relation. */
async function keepLooks(engine: Engine, looks: string, rows: number, path: string): Promise<string> {
  if (rows <= EVENTS_AT_ONCE) {
    await engine.run(`create or replace table looked as ${looks}`)
    return 'looked'
  }
  await engine.run(`copy (${looks}) to ${literal(path)} (format parquet, compression uncompressed)`)
  return `read_parquet(${literal(path)})`
}

/** The lines that the engine read of which another one tells the same event. */
async function twinsWithin(
  engine: Engine,
  { rules }: Target,
  looked: string,
  rows: number,
): Promise<number[]> {
  if ((rules.identity ?? []).length === 0) return []
  const parts = Math.ceil(rows / EVENTS_AT_ONCE)
  const found: number[] = []
  for (let part = 0; part < parts; part++) {
    const own = parts === 1 ? '' : ` and event % ${parts} = ${part}`
    await engine.run(
      `create or replace table several as select event from ${looked} where event is not null${own} group by event having count(*) > 1`,
    )
    const lines = await engine.all<{ line: number }>(
      `select line from ${looked} where exists (select 1 from several) and event in (select event from several) limit ${MOST_CAREFUL + 1}`,
    )
    for (const { line } of lines) found.push(line)
  }
  return found
}

/** The lines that the engine read which tell one of these events too. */
async function twinsOf(
  engine: Engine,
  target: Target,
  looked: string,
  events: readonly Values[],
): Promise<number[]> {
  const { rules, table } = target
  const identity = rules.identity ?? []
  const told = events.filter((values) => identity.every((field) => (values[field] ?? null) !== null))
  if (identity.length === 0 || told.length === 0) return []
  const columns = identity.flatMap((field) => table.columns.find(({ name }) => name === field) ?? [])
  if (columns.length < identity.length) return []
  await engine.run(
    `create or replace table careful_events (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
  )
  await engine.append(
    { name: 'careful_events', columns: columns.map((column) => ({ ...column, nullable: true })) },
    told.map((values) => Object.fromEntries(identity.map((field) => [field, values[field]]))),
  )
  const found = await engine.all<{ line: number }>(
    `select line from ${looked} where event in (select ${eventHash(target)} from careful_events)`,
  )
  return found.map(({ line }) => line)
}

/** Takes the lines that hold an identifier out of the Parquet of cells: they are archived masked, beside it. */
async function hide(engine: Engine, archived: ArchivedCells, rows: readonly RawRow[], folder: string) {
  const hidden = rows
    .filter(({ cells }) => cells.some((cell) => cell !== null && maskIdentifiers(cell) !== cell))
    .map(({ rowNo }) => rowNo)
  if (hidden.length === 0) return { hidden, parquet: archived.parquet }
  await noteLines(engine, 'hidden_lines', hidden)
  const parquet = join(folder, 'cells-masked.parquet')
  const cells = Array.from(
    { length: archived.width },
    (_, index) => `case when h.line is null then ${cellColumn(index)} end as ${cellColumn(index)}`,
  )
  await engine.run(
    `copy (select ${cells.join(', ')} from read_parquet(${literal(archived.parquet)}, file_row_number = true) as c
      left join hidden_lines as h on h.line = (c.file_row_number + ${archived.first})::integer order by c.file_row_number)
    to ${literal(parquet)} (${CELLS_FORMAT})`,
  )
  return { hidden, parquet }
}

async function noteLines(engine: Engine, name: string, lines: readonly number[]): Promise<void> {
  await engine.run(`create or replace table ${name} (line integer not null)`)
  await engine.append(
    { name, columns: [{ name: 'line', type: 'INTEGER', nullable: false, description: '' }] },
    lines.map((line) => ({ line })),
  )
}

/** The last line that the engine reads, those set aside not counted. */
async function lastLine(engine: Engine, looked: string, except: ReadonlySet<number>): Promise<number> {
  await noteLines(engine, 'except_lines', [...except])
  const [found] = await engine.all<{ last: number | null }>(
    `select max(line) as last from ${looked} where line not in (select line from except_lines)`,
  )
  return found?.last ?? 0
}
