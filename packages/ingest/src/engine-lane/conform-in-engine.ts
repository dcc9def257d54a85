import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Engine } from '@retombees/warehouse/engine'
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
import { cellColumn, planColumns } from './column-plans.ts'
import { type Reading, readingQuery } from './reading-sql.ts'
import { engineTarget } from './regular-file.ts'

/** What a file became that the engine read; `rows`, `raw` and `quarantined` are of the lines that were read with care. */
export interface ConformedInEngine extends Conformed {
  /** Parquet of the rows that the engine read: the columns of the table; some lines of it are not to be taken. */
  readonly facts: { readonly parquet: string; readonly except: readonly number[] }
  /** Parquet of their cells, and the line that its first row is. */
  readonly cells: string
  readonly firstLine: number
}

/** More lines than this to read with care, and the whole file is. */
const MOST_CAREFUL = 250_000

/**
 * Conforms a file whose cells are in Parquet: the engine reads the lines that leave no doubt, and all others (a value
 * that is not as usual, a fault, a doubt, two lines on one event) go through `conform`, so that both ways give the same
 * rows, reasons, warnings and counts. Writes the facts in `folder`. Null where the file is better read row by row.
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
    cells,
    origin: { load_id: loading.loadId, provenance, first: archived.first },
    odd: archived.odd.map(({ rowNo }) => rowNo),
  }
  const query = readingQuery(reading)
  if (query === null) return null
  await noteLines(engine, 'odd_lines', reading.odd)
  const facts = join(folder, 'facts.parquet')
  await engine.run(`copy (${query}) to ${literal(facts)} (${CELLS_FORMAT})`)

  const all = await rowsIn(engine, facts)
  const doubtful = await engine.all<{ line: number }>(
    `select row_no as line from read_parquet(${literal(facts)}) where not accepted limit ${MOST_CAREFUL + 1}`,
  )
  const suspects = new Set(doubtful.map(({ line }) => line))
  for (const line of await twinsWithin(engine, target, facts, all)) suspects.add(line)
  if (suspects.size + archived.odd.length > MOST_CAREFUL) return null

  const care = (table: ReturnType<typeof tableOf>, onEvent?: (values: Values) => void) =>
    conform(table, source, programme, { ...loading, onEvent })
  const events: Values[] = []
  let rows = await readCells(engine, archived, suspects)
  let table = tableOf(shape, [...archived.odd, ...rows], await lastLine(engine, facts, suspects))
  let careful = care(table, (values) => events.push(values))
  const twins = await twinsOf(engine, target, facts, events)
  if (twins.length > 0) {
    for (const line of twins) suspects.add(line)
    rows = await readCells(engine, archived, suspects)
    table = tableOf(shape, [...archived.odd, ...rows], await lastLine(engine, facts, suspects))
    careful = care(table)
  }
  const { hidden, parquet } = await hide(engine, archived, rows, folder)
  const apart = new Set([...reading.odd, ...hidden])
  return {
    ...careful,
    facts: { parquet: facts, except: [...suspects] },
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

/** The lines that the engine read of which another one tells the same event. */
async function twinsWithin(
  engine: Engine,
  { rules }: Target,
  facts: string,
  rows: number,
): Promise<number[]> {
  const identity = rules.identity ?? []
  if (identity.length === 0) return []
  const sound = ['accepted', ...identity.map((field) => `"${field}" is not null`)].join(' and ')
  const hash = `hash(${identity.map((field) => `"${field}"`).join(', ')})`
  const parts = Math.ceil(rows / EVENTS_AT_ONCE)
  const found: number[] = []
  for (let part = 0; part < parts; part++) {
    const own = parts === 1 ? 'true' : `${hash} % ${parts} = ${part}`
    const lines = await engine.all<{ row_no: number }>(
      `with events as (select ${hash} as event from read_parquet(${literal(facts)}) where ${sound} and ${own}),
        several as materialized (select event from events group by event having count(*) > 1)
      select row_no from read_parquet(${literal(facts)}) where exists (select 1 from several)
        and ${sound} and ${own} and ${hash} in (select event from several) limit ${MOST_CAREFUL + 1}`,
    )
    for (const { row_no } of lines) found.push(row_no)
  }
  return found
}

/** The lines that the engine read which tell one of these events too. */
async function twinsOf(
  engine: Engine,
  { rules, table }: Target,
  facts: string,
  events: readonly Values[],
): Promise<number[]> {
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
  const same = identity.map((field) => `e."${field}" = f."${field}"`).join(' and ')
  const found = await engine.all<{ row_no: number }>(
    `select f.row_no from read_parquet(${literal(facts)}) as f semi join careful_events as e on ${same} where f.accepted`,
  )
  return found.map(({ row_no }) => row_no)
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
async function lastLine(engine: Engine, facts: string, except: ReadonlySet<number>): Promise<number> {
  await noteLines(engine, 'except_lines', [...except])
  const [found] = await engine.all<{ last: number | null }>(
    `select max(row_no) as last from read_parquet(${literal(facts)}) where row_no not in (select line from except_lines)`,
  )
  return found?.last ?? 0
}

async function rowsIn(engine: Engine, path: string): Promise<number> {
  const [found] = await engine.all<{ n: bigint }>(
    `select num_rows as n from parquet_file_metadata(${literal(path)})`,
  )
  return Number(found?.n)
}
