import type { Programme } from '@retombees/programme/programme'
import type { Field, SourceFile } from '@retombees/programme/source-file'
import type { Engine } from '@retombees/warehouse/engine'
import { literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import type { Columns } from '../columns.ts'
import { maskIdentifiers } from '../protect/mask.ts'
import { cellText } from '../read/grid.ts'
import { fieldColumn } from '../survey/response-table.ts'
import { columnValue, type Target } from '../tables/target-row.ts'
import { numericDate } from '../values/date.ts'
import { readValue } from '../values/read-value.ts'
import { remembered } from '../values/remembered.ts'
import type { Offsets } from './wall-time-sql.ts'

/** How the engine reads the column of one field. */
export interface ColumnPlan {
  readonly field: string
  /** The cell, as a column of the archive of cells. */
  readonly cell: string
  /** `same`: each cell is its value; `plain`: it is, where it is of a shape that leaves no doubt; `answer`: a map that says why there is no value too. */
  readonly kind: 'map' | 'answer' | 'same' | 'plain' | 'wall-time'
  readonly type: Column['type']
  readonly nullable: boolean
  /** Every cell of the column is read by the engine: nothing has to be asked of each row. */
  readonly whole: boolean
  /** What the few different cells of the column are read as, where they are few: no table is then asked. */
  readonly few?: readonly Mapped[]
  /** The different cells that the engine does not read, where they are few. */
  readonly unread?: readonly string[]
  /** For a wall time: no year before or after these is written; all that it reads end in Z, or none has an offset. */
  readonly years: { readonly from: number; readonly until: number }
  readonly offsets: Offsets
}

export interface PlanContext {
  readonly engine: Engine
  /** The archive of cells, and the same as a relation. */
  readonly parquet: string
  readonly cells: string
  readonly header: readonly string[]
  readonly columns: Columns
  readonly source: SourceFile
  readonly target: Target
  readonly programme: Programme
}

/** More different cells than this in a column are no list of codes or names. */
const MOST_DIFFERENT = 20_000

/** The column of the archive that holds the cells of a column of the file. */
export function cellColumn(index: number): string {
  return `c${index}`
}

/** The table that says what each different cell of a field is read as, every field in it. */
export const MAPS: { readonly name: string; readonly columns: readonly Column[] } = Object.freeze({
  name: 'maps_of_cells',
  columns: [
    { name: 'field', type: 'VARCHAR', nullable: false, description: '' },
    { name: 'cell', type: 'VARCHAR', nullable: false, description: '' },
    { name: 'value', type: 'VARCHAR', nullable: true, description: '' },
    { name: 'absence', type: 'VARCHAR', nullable: true, description: '' },
  ],
} as const)

/**
 * Looks at every column once and says how the engine reads it; what it is to read cell by cell is read here by the same
 * code as ever, each different cell once. Null where a column is none for the engine.
 */
export async function planColumns(context: PlanContext): Promise<ColumnPlan[] | null> {
  const plans: ColumnPlan[] = []
  const columns = MAPS.columns.map(({ name, type }) => `${name} ${type}`)
  await context.engine.run(`create or replace table ${MAPS.name} (${columns.join(', ')})`)
  for (const [name, field] of Object.entries(context.source.fields)) {
    const index = context.columns.fields.get(name)
    if (index === undefined) continue
    const { table, rules } = context.target
    const column =
      table.columns.find((one) => one.name === name) ??
      (rules.asides?.includes(name) ? fieldColumn(name, field) : undefined)
    if (!column) return null
    const nullable = column.nullable && !field.required
    const plan =
      field.type === 'datetime'
        ? await planWallTime(context, name, index, nullable)
        : await planMap(context, name, field, index, column, nullable)
    if (!plan) return null
    plans.push(plan)
  }
  return plans
}

/** So many cells say how a column writes its times; one that writes it otherwise is read with care. */
const SAMPLE = 20_000

async function planWallTime(
  { engine, cells, parquet }: PlanContext,
  field: string,
  index: number,
  nullable: boolean,
): Promise<ColumnPlan> {
  const cell = cellColumn(index)
  const [seen] = await engine.all<{ universal: bigint; bare: bigint; written: bigint }>(
    `select count(*) filter (right(cell, 1) = 'Z') as universal, count(*) filter (strlen(cell) = 19) as bare, count(cell) as written
    from (select ${cell} as cell from ${cells} limit ${SAMPLE})`,
  )
  // The Parquet knows the first and the last text of each of its groups: ISO texts sort as what they say.
  const [ends] = await engine.all<{ first: string | null; last: string | null; untold: bigint }>(
    `select min(stats_min_value) as first, max(stats_max_value) as last,
      count(*) filter (stats_min_value is null or stats_max_value is null) as untold from parquet_metadata(${literal(parquet)})
    where path_in_schema = ${literal(cell)}`,
  )
  const [universal, bare, written] = [seen?.universal, seen?.bare, seen?.written]
  return {
    field,
    cell,
    kind: 'wall-time',
    type: 'TIMESTAMP',
    nullable,
    whole: false,
    years: ends?.untold === 0n ? yearsBetween(ends.first ?? '', ends.last ?? '') : yearsBetween('', ''),
    offsets: bare === written ? 'none' : universal === written ? 'universal' : 'written',
  }
}

const FIRST_YEAR = 1970
const LAST_YEAR = 2099

function yearsBetween(first: string, last: string): { from: number; until: number } {
  const [from, until] = [first, last].map((text) => Number(/^\d{4}/.exec(text)?.[0] ?? Number.NaN))
  const known = (year: number | undefined, otherwise: number) =>
    year !== undefined && year >= FIRST_YEAR && year <= LAST_YEAR ? year : otherwise
  return { from: known(from, FIRST_YEAR), until: known(until, LAST_YEAR) }
}

/** A short sign with a digit: it says no more than what is written, and identifies nobody. */
const PLAIN = '[A-Za-z_-]*[0-9][A-Za-z0-9_-]*'
const LONGEST_PLAIN = 9

/** Whether a cell is of the shape that a `plain` column holds. */
export function isPlainSql(cell: string): string {
  return `(strlen(${cell}) <= ${LONGEST_PLAIN} and regexp_full_match(${cell}, '${PLAIN}'))`
}

async function planMap(
  context: PlanContext,
  name: string,
  field: Field,
  index: number,
  column: Column,
  nullable: boolean,
): Promise<ColumnPlan | null> {
  const { source, programme } = context
  const order = source.dates === 'proven' ? 'iso' : source.dates
  const calendar = { order, timezone: programme.timezone }
  const vocabulary = remembered(programme)
  const isPlain = field.type === 'text' && !field.missing.some((mark) => new RegExp(`^${PLAIN}$`).test(mark))
  const plan = await readDifferent(context, index, (different) => {
    // Which comes first, day or month, is proven by the column as a whole: left to those who read it whole.
    if (field.type === 'date' && source.dates === 'proven' && different.some((one) => numericDate(one.cell)))
      return null
    return different.flatMap((one) => {
      const written = cellText(one.cell)
      if (written !== null && maskIdentifiers(written) !== written) return []
      const heading = context.header[index] ?? name
      const read = readValue(
        written,
        heading,
        field,
        source.decimal,
        () => vocabulary(field.codes ?? {}, {}),
        calendar,
      )
      if (read.fault || (read.value === null && !nullable)) return []
      const typed = columnValue(read.value ?? null, column)
      if (typed === undefined) return []
      return [{ cell: one.cell, value: typed === null ? null : String(typed), absence: null }]
    })
  })
  const common = { field: name, cell: cellColumn(index), type: column.type, nullable, ...NO_TIME }
  if (plan === 'many') return isPlain ? { ...common, kind: 'plain', whole: false } : null
  if (plan === null) return null
  const isSame =
    plan.whole &&
    column.type === 'VARCHAR' &&
    plan.rows.every(({ cell, value }) => value === (cell === '' ? null : cell))
  if (isSame) return { ...common, kind: 'same', whole: true }
  return { ...common, kind: 'map', ...(await keepMap(context, name, plan)) }
}

/** How the cells of a column of answers are read: null for one that the engine must leave. */
export async function mapCells(
  context: PlanContext,
  name: string,
  index: number,
  type: Column['type'],
  read: (cell: string | null, heading: string) => { value: string | null; absence: string } | null,
): Promise<ColumnPlan | null> {
  const plan = await readDifferent(context, index, (different) =>
    different.flatMap(({ cell }) => {
      const written = cellText(cell)
      if (written !== null && maskIdentifiers(written) !== written) return []
      // A line of nothing but spaces is none.
      if (written === null && cell !== '') return []
      const said = read(written, context.header[index] ?? name)
      return said ? [{ cell, ...said }] : []
    }),
  )
  if (plan === 'many' || plan === null) return null
  return {
    field: name,
    cell: cellColumn(index),
    kind: 'answer',
    type,
    nullable: true,
    ...NO_TIME,
    ...(await keepMap(context, name, plan)),
  }
}

const NO_TIME = Object.freeze({ years: { from: 2000, until: 2000 }, offsets: 'none' } as const)

/** A different cell of a column and what it is read as; `absence` only of an answer. */
export interface Mapped {
  readonly cell: string
  readonly value: string | null
  readonly absence: string | null
}

/** What the different cells of a column are read as, and whether all are; `many` where there are too many. */
async function readDifferent(
  { engine, cells }: PlanContext,
  index: number,
  read: (different: readonly { readonly cell: string }[]) => readonly Mapped[] | null,
): Promise<Different | 'many' | null> {
  const different = await engine.all<{ cell: string }>(
    `select distinct coalesce(${cellColumn(index)}, '') as cell from ${cells} limit ${MOST_DIFFERENT + 1}`,
  )
  if (different.length > MOST_DIFFERENT) return 'many'
  const rows = read(different)
  if (!rows) return null
  const known = new Set(rows.map(({ cell }) => cell))
  const unread = different.flatMap(({ cell }) => (known.has(cell) ? [] : [cell]))
  return { rows, unread, whole: unread.length === 0 }
}

interface Different {
  readonly rows: readonly Mapped[]
  readonly unread: readonly string[]
  readonly whole: boolean
}

/** So many cells are told one by one sooner than they are looked up. */
const FEW = 12

/** Keeps what the cells of a column are read as, where every reader finds it: with the plan when they are few. */
async function keepMap(
  { engine }: PlanContext,
  field: string,
  { rows, unread, whole }: Different,
): Promise<Pick<ColumnPlan, 'whole' | 'few' | 'unread'>> {
  const told = unread.length <= FEW ? { whole, unread } : { whole }
  if (rows.length <= FEW) return { ...told, few: rows }
  await engine.append(
    MAPS,
    rows.map((row) => ({ field, ...row })),
  )
  return told
}
