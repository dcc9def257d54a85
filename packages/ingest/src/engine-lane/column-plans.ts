import type { Programme } from '@retombees/programme/programme'
import type { Field, SourceFile } from '@retombees/programme/source-file'
import type { Engine } from '@retombees/warehouse/engine'
import { literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import type { Columns } from '../columns.ts'
import { maskIdentifiers } from '../protect/mask.ts'
import { cellText } from '../read/grid.ts'
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
  /** `same`: each cell is its value. */
  readonly kind: 'map' | 'same' | 'wall-time'
  readonly type: Column['type']
  readonly nullable: boolean
  /** Every cell of the column is read by the engine: nothing has to be asked of each row. */
  readonly whole: boolean
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
    const column = context.target.table.columns.find((one) => one.name === name)
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

async function planMap(
  { engine, cells, header, source, programme }: PlanContext,
  name: string,
  field: Field,
  index: number,
  column: Column,
  nullable: boolean,
): Promise<ColumnPlan | null> {
  const cell = cellColumn(index)
  const different = await engine.all<{ cell: string }>(
    `select distinct coalesce(${cell}, '') as cell from ${cells} limit ${MOST_DIFFERENT + 1}`,
  )
  if (different.length > MOST_DIFFERENT) return null
  // Which comes first, day or month, is proven by the column as a whole: left to those who read it whole.
  if (field.type === 'date' && source.dates === 'proven' && different.some((one) => numericDate(one.cell)))
    return null
  const order = source.dates === 'proven' ? 'iso' : source.dates
  const calendar = { order, timezone: programme.timezone }
  const vocabulary = remembered(programme)
  const rows = different.flatMap((one) => {
    const written = cellText(one.cell)
    if (written !== null && maskIdentifiers(written) !== written) return []
    const heading = header[index] ?? name
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
    return typed === undefined ? [] : [{ cell: one.cell, value: typed }]
  })
  const whole = rows.length === different.length
  const isSame =
    whole &&
    column.type === 'VARCHAR' &&
    rows.every(({ cell: text, value }) => value === (text === '' ? null : text))
  if (!isSame)
    await engine.append(
      MAPS,
      rows.map((row) => ({
        field: name,
        cell: row.cell,
        value: row.value === null ? null : String(row.value),
      })),
    )
  return {
    field: name,
    cell,
    kind: isSame ? 'same' : 'map',
    type: column.type,
    nullable,
    whole,
    years: { from: 2000, until: 2000 },
    offsets: 'none',
  }
}

/** A constant of the source as its column holds it; null when the column cannot. */
export function constantSql(value: string | number, column: Column): string {
  return `${literal(String(value))}::${column.type}`
}
