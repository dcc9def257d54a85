import type { Figure, Provenance } from '@retombees/contract/figure'
import { BLANK, DEFAULT_QUERY, type Query } from '@retombees/contract/query'
import type { Where } from '@retombees/programme/measure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { hasTable, isPresent } from '../present-tables.ts'
import { isPublished, isWithheld } from '../published/withheld.ts'
import { measureCube, type PublishedCount } from './cube-slices.ts'
import { hasColumn, shapeOf } from './fact-table.ts'
import { absentFigure, type FigureFrame } from './figures.ts'
import { allOf } from './filter.ts'
import { executeOnce } from './in-flight.ts'
import type { MeasureContext, Measurement, RowId, Slice } from './measure-kind.ts'
import { alternativeProvenance, chosenProvenance } from './provenance.ts'
import { responsesTable } from './responses.ts'
import { type Refusal, type Selection, selectRows } from './selection.ts'
import { refusedSplit, splitOf, territoriesOf, whereOf } from './split.ts'

/** What one grouped query says of one provenance: of a territory, of a part, or of the whole. */
interface SliceRow {
  readonly provenance: string
  readonly territory: string | null
  readonly part: string | null
  /** Which grouping set the row is of: 0 a territory, 1 a part, 2 the whole. */
  readonly grain: number | bigint
  readonly present: number | bigint
  readonly loads: string | null
  readonly [aggregate: string]: unknown
}

/** What a measure counts in one fact table. */
export interface SliceMeasure {
  readonly table: string
  readonly where: Where
  /** What else a row must hold to be counted, besides `where` and the query. */
  readonly and?: RawBuilder<SqlBool>
  /** The aggregates over the rows that are counted, that add up over any partition of them. */
  readonly aggregates: (used: RawBuilder<SqlBool>) => Readonly<Record<string, RawBuilder<unknown>>>
  /** The same aggregates as counts that published cells may give, where all of them are; else they stay inside. */
  readonly counts?: Readonly<Record<string, PublishedCount>>
  /** The aggregates that do not add up: distinct values. */
  readonly distinct?: (used: RawBuilder<SqlBool>) => Readonly<Record<string, RawBuilder<unknown>>>
  /** What is known of each person first, and what is counted over persons then: one table, grouped twice. */
  readonly persons?: {
    readonly column: string
    readonly each: Readonly<Record<string, RawBuilder<unknown>>>
    readonly over: Readonly<Record<string, RawBuilder<unknown>>>
  }
  /** Why a query makes no sense of this measure, in French, whatever the table holds. */
  readonly refuse?: (query: Query) => { readonly whole?: string; readonly split?: string }
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

const GRAIN = Object.freeze({ territory: 0, part: 1, whole: 2 })

/**
 * One query for the whole programme, every territory and every part of a split. Rows are first counted by place, part and
 * load, once; the slices are then added up from those few, with the loads of each. Every filter is inside the aggregates,
 * so that the provenance is chosen among all the rows of the table, whatever is asked of it.
 */
export function sliceQuery(
  db: Kysely<Database>,
  { table, and, aggregates }: SliceMeasure,
  { placed, kept, split }: Selection,
): SelectQueryBuilder<{ fact: SliceRow }, 'fact', SliceRow> {
  const used = and === undefined ? kept : allOf([kept, and])
  const territorial = hasColumn(table, 'territory')
  const counted = Object.entries(aggregates(used))
  const part = split ?? sql<string | null>`cast(null as varchar)`
  const fact = db
    .selectFrom(sql<SliceRow>`${sql.table(table)}`.as('rows'))
    .select([
      sql<string>`provenance`.as('provenance'),
      (territorial ? sql<string | null>`territory` : sql<string | null>`cast(null as varchar)`).as(
        'territory',
      ),
      part.as('part'),
      sql<string>`load_id`.as('load_id'),
      sql<number>`count(*) filter (where ${placed})`.as('present'),
      sql<number>`count(*) filter (where ${used})`.as('used'),
      ...counted.map(([name, aggregate]) => aggregate.as(name)),
    ])
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`])
    .as('fact')
  const grouped = groupingOf(territorial, split === null ? null : sql<string | null>`part`)
  return db
    .selectFrom(fact)
    .select([
      ...grouped.columns,
      sql<number>`sum(present)`.as('present'),
      sql<string | null>`string_agg(distinct load_id, '|') filter (where used > 0)`.as('loads'),
      ...counted.map(([name]) => sql`sum(${sql.ref(name)})`.as(name)),
    ])
    .groupBy(grouped.sets) as unknown as SelectQueryBuilder<{ fact: SliceRow }, 'fact', SliceRow>
}

/** What is not additive over places, parts or loads, in the same slices; null for a measure that only adds. */
function distinctQuery(
  db: Kysely<Database>,
  { table, and, distinct }: SliceMeasure,
  { kept, split }: Selection,
): SelectQueryBuilder<{ fact: SliceRow }, 'fact', SliceRow> | null {
  if (distinct === undefined) return null
  const used = and === undefined ? kept : allOf([kept, and])
  const grouped = groupingOf(hasColumn(table, 'territory'), split)
  return db
    .selectFrom(sql<SliceRow>`${sql.table(table)}`.as('fact'))
    .select([
      ...grouped.columns,
      ...Object.entries(distinct(used)).map(([name, aggregate]) => aggregate.as(name)),
    ])
    .where(used)
    .groupBy(grouped.sets) as SelectQueryBuilder<{ fact: SliceRow }, 'fact', SliceRow>
}

/** The grouping sets of the slices, each with what else it is grouped by, and the columns that tell them apart. */
function groupingOf(
  territorial: boolean,
  split: Selection['split'],
  more: readonly RawBuilder<unknown>[] = [],
) {
  // Another expression than the column: a split by territory is not the territories themselves.
  const part = split === null ? null : sql<string | null>`(${split} || '')`
  const set = (...columns: readonly RawBuilder<unknown>[]) =>
    sql`(${sql.join([sql`provenance`, ...columns, ...more])})`
  const sets = [...(territorial ? [set(sql`territory`)] : []), ...(part === null ? [] : [set(part)]), set()]
  const isTerritory = territorial ? sql`grouping(territory) = 0` : sql`false`
  const isPart = part === null ? sql`false` : sql`grouping(${part}) = 0`
  return {
    sets: sql`grouping sets (${sql.join(sets)})`,
    columns: [
      sql<string>`provenance`.as('provenance'),
      (territorial ? sql<string | null>`territory` : sql<string | null>`cast(null as varchar)`).as(
        'territory',
      ),
      (part ?? sql<string | null>`cast(null as varchar)`).as('part'),
      grainExpression(isTerritory, isPart),
    ],
  }
}

function grainExpression(isTerritory: RawBuilder<unknown>, isPart: RawBuilder<unknown>) {
  return sql<number>`(case when ${isPart} then ${sql.lit(GRAIN.part)} when ${isTerritory} then ${sql.lit(GRAIN.territory)} else ${sql.lit(GRAIN.whole)} end)`.as(
    'grain',
  )
}

/** What a query asks of the table of a measure, or why it cannot be asked. */
export function selectionOf(measure: SliceMeasure, context: SelectionContext): Selection | Refusal {
  const { query, byTerritory, programme } = context
  if (!byTerritory && (query.territory.length > 0 || query.centre.length > 0)) {
    return { refused: 'Cet indicateur n’est pas donné par territoire.' }
  }
  const why = measure.refuse?.(query) ?? {}
  if (why.whole !== undefined) return { refused: why.whole }
  const selection = selectRows(programme, shapeOf(measure.table), measure.where, query)
  if ('refused' in selection || why.split === undefined) return selection
  return { ...selection, split: null, splitRefused: why.split }
}
type SelectionContext = Pick<MeasureContext, 'programme' | 'byTerritory' | 'query'>

/** The query of a measure, not executed; none when what is asked is refused. */
export function sliceQueries(db: Kysely<Database>, measure: SliceMeasure, context: SelectionContext) {
  const selection = selectionOf(measure, context)
  if ('refused' in selection) return []
  const others = [distinctQuery(db, measure, selection), personsQuery(db, measure, selection)]
  return [sliceQuery(db, measure, selection), ...others.flatMap((query) => query ?? [])]
}

/** What is counted over persons, in the same slices as `sliceQuery`; null for a measure that counts rows. */
function personsQuery(
  db: Kysely<Database>,
  { table, and, persons }: SliceMeasure,
  { kept, split }: Selection,
): SelectQueryBuilder<{ each: SliceRow }, 'each', SliceRow> | null {
  if (persons === undefined) return null
  const grouped = groupingOf(hasColumn(table, 'territory'), split, [sql.ref(persons.column)])
  const each = db
    .selectFrom(sql<SliceRow>`${sql.table(table)}`.as('fact'))
    .select([
      ...grouped.columns,
      ...Object.entries(persons.each).map(([name, aggregate]) => aggregate.as(name)),
    ])
    .where(and === undefined ? kept : allOf([kept, and]))
    .groupBy(grouped.sets)
    .as('each')
  return db
    .selectFrom(each)
    .select([
      sql<string>`provenance`.as('provenance'),
      sql<string | null>`territory`.as('territory'),
      sql<string | null>`part`.as('part'),
      sql<number>`grain`.as('grain'),
      ...Object.entries(persons.over).map(([name, aggregate]) => aggregate.as(name)),
    ])
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`]) as unknown as SelectQueryBuilder<
    { each: SliceRow },
    'each',
    SliceRow
  >
}

/**
 * Runs a slice query and makes a figure of each slice. A place or a period without a row of the source has no data; what
 * the source does not say, or only in margins, is refused with the reason.
 */
export async function measureSlices(
  db: Kysely<Database>,
  measure: SliceMeasure,
  context: MeasureContext,
  figureOf: (values: SliceValues, frame: FigureFrame) => Figure,
): Promise<Measurement> {
  const selection = selectionOf(measure, context)
  if ('refused' in selection) return refusedMeasurement(context, selection.refused)
  if (!(await isPresent(db, measure.table))) {
    const published = measure.counts !== undefined && (await isPublished(db, measure.table))
    return published
      ? measureCube(db, measure, measure.counts ?? {}, context, figureOf)
      : absentTable(db, measure.table, context)
  }
  const executed = (query: Parameters<typeof executeOnce<SliceRow>>[1] | null) =>
    query === null ? [] : executeOnce(db, query)
  const [rows, distinct, persons] = await Promise.all([
    executeOnce(db, sliceQuery(db, measure, selection)),
    executed(distinctQuery(db, measure, selection)),
    executed(personsQuery(db, measure, selection)),
  ])
  const notAdditive = new Map([...distinct, ...persons].map((row) => [sliceKey(row), row]))
  const { query, programme } = context
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  const notes = alternativeProvenance(rows.map((row) => row.provenance))
  const own = rows.filter((row) => row.provenance === provenance && Number(row.present) > 0)
  const at = (grain: number) => own.filter((row) => Number(row.grain) === grain)
  const figure = (row: SliceRow | undefined, where: Readonly<Record<string, string>>): Figure => {
    const frame = { where, format: context.format, unit: context.unit }
    if (!row || provenance === null) return absentFigure(frame, 'no_data', 'Aucune ligne n’est chargée.')
    const made = figureOf(valuesOf({ ...notAdditive.get(sliceKey(row)), ...row }, provenance), frame)
    return made.state === 'value' ? { ...made, discrepancies: [...made.discrepancies, ...notes] } : made
  }
  const territories =
    context.byTerritory && hasColumn(measure.table, 'territory') ? territoriesOf(programme, query) : []
  const parts = new Map(at(GRAIN.part).map((row) => [row.part ?? BLANK, row]))
  return {
    provenance,
    whole: figure(at(GRAIN.whole)[0], whereOf(query)),
    byTerritory: territories.map((id) => ({
      territory: id,
      figure: figure(
        at(GRAIN.territory).find((row) => row.territory === id),
        { ...whereOf(query), territory: id },
      ),
    })),
    split:
      selection.splitRefused === null
        ? splitOf(programme, query, measure.table, parts.keys(), (key, where) =>
            figure(parts.get(key), where),
          )
        : refusedSplit(query, selection.splitRefused),
  }
}

/** A table, or the answers to a questionnaire, that the face does not hold: about persons, or fed by no load at all. */
export async function absentTable(
  db: Kysely<Database>,
  table: string | { readonly questionnaire: string },
  context: MeasureContext,
): Promise<Measurement> {
  if (await hasTable(db, 'cube_cells')) {
    return (await isWithheld(db, typeof table === 'string' ? table : responsesTable(table.questionnaire)))
      ? withheld(context)
      : absentMeasurement(context, 'no_data', 'Aucune ligne n’est chargée.')
  }
  const sources = context.programme.sources
    .filter((source) =>
      typeof table === 'string' ? source.table === table : source.questionnaire === table.questionnaire,
    )
    .map(({ id }) => id)
  const fed = sources.length === 0 ? [] : await feedingQuery(db, sources).execute()
  return fed.length === 0 && (sources.length > 0 || typeof table !== 'string')
    ? absentMeasurement(context, 'no_data', 'Aucune ligne n’est chargée.')
    : withheld(context)
}

function feedingQuery(db: Kysely<Database>, sources: readonly string[]) {
  return db.selectFrom('loads').select('load_id').where('source', 'in', sources).limit(1)
}

/** The figures of a measure whose rows are not in the face that is read: they are about persons. */
export function withheld(context: MeasureContext): Measurement {
  return absentMeasurement(context, 'suppressed', 'Données de personnes : non publiées dans cette vue.')
}

/** The figures of a measure that cannot be taken so: the data was never collected in that detail. */
export function refusedMeasurement(context: MeasureContext, because: string): Measurement {
  return absentMeasurement(context, 'not_asked', because)
}

function absentMeasurement(
  { programme, format, unit, byTerritory, query }: MeasureContext,
  state: 'suppressed' | 'not_asked' | 'no_data',
  because: string,
): Measurement {
  const figure = (where: Readonly<Record<string, string>>) =>
    absentFigure({ where: { ...whereOf(query), ...where }, format, unit }, state, because)
  return {
    provenance: null,
    whole: figure({}),
    byTerritory: byTerritory
      ? territoriesOf(programme, query).map((id) => ({ territory: id, figure: figure({ territory: id }) }))
      : [],
    split: refusedSplit(query, because),
  }
}

/** The rows of one slice, in file order; none when what is asked is refused. */
export async function sliceRows(
  db: Kysely<Database>,
  measure: SliceMeasure,
  slice: Slice,
  context: SelectionContext,
): Promise<readonly RowId[]> {
  const selection = selectionOf(measure, { ...context, query: unsplit(context.query) })
  if ('refused' in selection || !(await isPresent(db, measure.table))) return []
  return db
    .selectFrom(sql<RowId>`${sql.table(measure.table)}`.as('fact'))
    .select([sql<string>`load_id`.as('load_id'), sql<number>`row_no`.as('row_no')])
    .where(
      allOf([
        sql<SqlBool>`provenance = ${slice.provenance}`,
        selection.kept,
        ...(measure.and === undefined ? [] : [measure.and]),
      ]),
    )
    .groupBy([sql`load_id`, sql`row_no`])
    .orderBy(sql`load_id`)
    .orderBy(sql`row_no`)
    .execute()
}

function sliceKey({ provenance, territory, part, grain }: SliceRow): string {
  return JSON.stringify([provenance, territory, part, Number(grain)])
}

function unsplit(query: Query): Query {
  return { ...query, by: DEFAULT_QUERY.by }
}

function valuesOf(row: SliceRow, provenance: Provenance): SliceValues {
  return {
    provenance,
    loads: row.loads === null ? [] : row.loads.split('|'),
    count: (name) => Number(row[name] ?? 0),
    exact: (name) => {
      const value = row[name]
      return value === null || value === undefined ? null : String(value)
    },
  }
}
