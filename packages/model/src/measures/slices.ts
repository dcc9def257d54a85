import type { Figure, Provenance } from '@retombees/contract/figure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { hasTable } from '../present-tables.ts'
import { factTable, hasColumn } from './fact-table.ts'
import { absentFigure, type FigureFrame } from './figures.ts'
import { allOf } from './filter.ts'
import type { MeasureContext, Measurement, RowId, Slice } from './measure-kind.ts'
import { alternativeProvenance, chosenProvenance } from './provenance.ts'

/** Internal, analyst, published. */
const FACES = 3

/** What one grouped query says of one provenance: of a territory, or of the whole (`is_whole` = 1). */
interface SliceRow {
  readonly provenance: string
  readonly territory: string | null
  readonly is_whole: number | bigint
  readonly present: number | bigint
  readonly loads: string | null
  readonly [aggregate: string]: unknown
}

export interface SliceQuery {
  readonly table: string
  /** The rows that the figure is about; rows outside it only prove that the source is there. */
  readonly used: RawBuilder<SqlBool>
  readonly aggregates: Readonly<Record<string, RawBuilder<unknown>>>
}

/** The aggregates of one slice, with the loads they come from. */
export interface SliceValues {
  readonly provenance: Provenance
  readonly loads: readonly string[]
  /** An aggregate that is a count. */
  count(name: string): number
  /** An aggregate over DECIMAL, as exact text; null over no value. */
  exact(name: string): string | null
}

/**
 * One query for the whole programme and every territory: grouping sets over provenance and territory, since distinct
 * values are additive over nothing. A table without territories only has the whole.
 */
export function sliceQuery(
  db: Kysely<Database>,
  { table, used, aggregates }: SliceQuery,
): SelectQueryBuilder<{ fact: SliceRow }, 'fact', SliceRow> {
  factTable(table)
  const territorial = hasColumn(table, 'territory')
  const groups = territorial ? sql`grouping sets ((provenance, territory), (provenance))` : sql`provenance`
  return db
    .selectFrom(sql<SliceRow>`${sql.table(table)}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      (territorial ? sql<string | null>`territory` : sql<null>`null`).as('territory'),
      (territorial ? sql<number>`grouping(territory)` : sql<number>`1`).as('is_whole'),
      sql<number>`count(*)`.as('present'),
      sql<string | null>`string_agg(distinct load_id, '|') filter (where ${used})`.as('loads'),
      ...Object.entries(aggregates).map(([name, aggregate]) => aggregate.as(name)),
    ])
    .groupBy(groups) as SelectQueryBuilder<{ fact: SliceRow }, 'fact', SliceRow>
}

/** Runs a slice query and makes a figure of each slice; a territory without a row of the source has no data. */
export async function measureSlices(
  db: Kysely<Database>,
  query: SliceQuery,
  context: MeasureContext,
  figureOf: (values: SliceValues, frame: FigureFrame) => Figure,
): Promise<Measurement> {
  if (!(await isPresent(db, query.table))) return withheld(context)
  const rows = await sliceQuery(db, query).execute()
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  const notes = alternativeProvenance(rows.map((row) => row.provenance))
  const own = rows.filter((row) => row.provenance === provenance)
  const figure = (row: SliceRow | undefined, where: Readonly<Record<string, string>>): Figure => {
    const frame = { where, format: context.format, unit: context.unit }
    if (!row || provenance === null) return absentFigure(frame, 'no_data', 'Aucune ligne n’est chargée.')
    const made = figureOf(valuesOf(row, provenance), frame)
    return made.state === 'value' ? { ...made, discrepancies: [...made.discrepancies, ...notes] } : made
  }
  const territories =
    context.byTerritory && hasColumn(query.table, 'territory') ? context.programme.territories : []
  return {
    provenance,
    whole: figure(
      own.find((row) => Number(row.is_whole) === 1),
      {},
    ),
    byTerritory: territories.map(({ id }) => ({
      territory: id,
      figure: figure(
        own.find((row) => Number(row.is_whole) === 0 && row.territory === id),
        { territory: id },
      ),
    })),
  }
}

/** Whether the face that is read holds a table; most tables are in every face. */
export async function isPresent(db: Kysely<Database>, table: string): Promise<boolean> {
  return factTable(table).faces.length === FACES || (await hasTable(db, table))
}

/** The figures of a measure whose rows are not in the face that is read: they are about persons. */
export function withheld({ programme, format, unit, byTerritory }: MeasureContext): Measurement {
  const figure = (where: Readonly<Record<string, string>>) =>
    absentFigure({ where, format, unit }, 'suppressed', 'Données de personnes : non publiées dans cette vue.')
  return {
    provenance: null,
    whole: figure({}),
    byTerritory: byTerritory
      ? programme.territories.map(({ id }) => ({ territory: id, figure: figure({ territory: id }) }))
      : [],
  }
}

/** The rows of one slice, in file order. */
export async function sliceRows(
  db: Kysely<Database>,
  table: string,
  used: RawBuilder<SqlBool>,
  slice: Slice,
): Promise<readonly RowId[]> {
  factTable(table)
  const conditions = [used, sql<SqlBool>`provenance = ${slice.provenance}`]
  if (slice.territory !== undefined && hasColumn(table, 'territory')) {
    conditions.push(sql<SqlBool>`territory = ${slice.territory}`)
  }
  return db
    .selectFrom(sql<RowId>`${sql.table(table)}`.as('fact'))
    .select([sql<string>`load_id`.as('load_id'), sql<number>`row_no`.as('row_no')])
    .where(allOf(conditions))
    .groupBy([sql`load_id`, sql`row_no`])
    .orderBy(sql`load_id`)
    .orderBy(sql`row_no`)
    .execute()
}

function valuesOf(row: SliceRow, provenance: Provenance): SliceValues {
  return {
    provenance,
    loads: row.loads === null ? [] : row.loads.split('|'),
    count: (name) => Number(row[name]),
    exact: (name) => {
      const value = row[name]
      return value === null || value === undefined ? null : String(value)
    },
  }
}
