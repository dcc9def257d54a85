import type { Provenance } from '@retombees/contract/figure'
import { BLANK } from '@retombees/contract/query'
import type { Where } from '@retombees/programme/measure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { requireColumns } from '../measures/fact-table.ts'
import { condition } from '../measures/filter.ts'
import { chosenProvenance } from '../measures/provenance.ts'
import { type PeriodUnit, periodExpression } from '../published/period-units.ts'
import type { Dimension, Event } from './cube.ts'

/** Where the events of a cube are. Each dimension is a column of the table; `person` none: events identify nobody. */
export interface EventSource {
  readonly table: string
  readonly dimensions: readonly Dimension[]
  readonly person?: string
  readonly where?: Where
  /** Cuts the events into periods, each a cube of its own. */
  readonly period?: PeriodUnit
}

interface CountedEvents {
  readonly provenance: string
  readonly person: string | null
  readonly period: string
  readonly times: number | bigint
  readonly [dimension: string]: unknown
}

/** How often each person is found in each finest cell: one grouped query. */
export function eventsQuery(
  db: Kysely<Database>,
  { table, dimensions, person, where = {}, period }: EventSource,
) {
  const names = dimensions.map(({ name }) => name)
  requireColumns(table, [...names, ...(person === undefined ? [] : [person]), ...Object.keys(where)])
  const columns = dimensions.map(({ name }, axis) =>
    sql<string | null>`cast(${sql.ref(name)} as varchar)`.as(`axis_${axis}`),
  )
  const who =
    person === undefined ? sql<string | null>`null` : sql<string | null>`cast(${sql.ref(person)} as varchar)`
  return db
    .selectFrom(sql<CountedEvents>`${sql.table(table)}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      who.as('person'),
      (period === undefined ? sql<string>`''` : periodExpression(period)).as('period'),
      sql<number>`count(*)`.as('times'),
      ...columns,
    ])
    .where(condition(where))
    .groupBy([sql`1`, sql`2`, sql`3`, ...names.map((name) => sql`${sql.ref(name)}`)])
    .orderBy(sql`2`)
}

/** The events of one period, with a value for what is not known on each dimension where something is not. */
export interface PeriodEvents {
  readonly period: string
  readonly events: readonly Event[]
  readonly dimensions: readonly Dimension[]
}

/**
 * The events that a cube is made of, by period, from real rows where there are any. All rows whose person was not recognised
 * count as one and the same: a cell must not look safer than it is.
 */
export async function readPeriods(
  db: Kysely<Database>,
  source: EventSource,
): Promise<{ provenance: Provenance | null; periods: readonly PeriodEvents[] }> {
  const rows = await eventsQuery(db, source).execute()
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  const periods = new Map<string, Event[]>()
  const listed = source.dimensions.map(({ values }) => new Set(values))
  for (const row of rows) {
    if (row.provenance !== provenance) continue
    const counted = row as CountedEvents
    const at = Object.fromEntries(
      source.dimensions.map(({ name }, axis) => {
        const value = counted[`axis_${axis}`]
        return [name, typeof value === 'string' && listed[axis]?.has(value) ? value : BLANK]
      }),
    )
    const person = source.person === undefined ? null : (row.person ?? BLANK)
    const events = periods.get(row.period) ?? []
    events.push({ at, person, times: Number(row.times) })
    periods.set(row.period, events)
  }
  return {
    provenance,
    periods: [...periods.keys()].sort().map((period) => {
      const events = periods.get(period) ?? []
      return { period, events, dimensions: withBlanks(source.dimensions, events) }
    }),
  }
}

/** The events of a source that is not cut into periods. */
export async function readEvents(
  db: Kysely<Database>,
  source: EventSource,
): Promise<{ events: readonly Event[]; dimensions: readonly Dimension[]; provenance: Provenance | null }> {
  const { provenance, periods } = await readPeriods(db, source)
  const [all = { events: [], dimensions: source.dimensions }] = periods
  return { events: all.events, dimensions: all.dimensions, provenance }
}

/** Dimensions as these events need them: with a value for blanks where there is one. */
export function withBlanks(dimensions: readonly Dimension[], events: readonly Event[]): readonly Dimension[] {
  return dimensions.map((dimension) =>
    !dimension.values.includes(BLANK) && events.some(({ at }) => at[dimension.name] === BLANK)
      ? { ...dimension, values: [...dimension.values, BLANK] }
      : dimension,
  )
}
