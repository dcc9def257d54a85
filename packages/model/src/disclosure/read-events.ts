import type { Provenance } from '@retombees/contract/figure'
import type { Where } from '@retombees/programme/measure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { requireColumns } from '../measures/fact-table.ts'
import { condition } from '../measures/filter.ts'
import { chosenProvenance } from '../measures/provenance.ts'
import { BLANK } from '../published/blank.ts'
import type { Dimension, Event } from './cube.ts'

/** Where the events of a cube are. Each dimension is a column of the table; `person` none: events identify nobody. */
export interface EventSource {
  readonly table: string
  readonly dimensions: readonly Dimension[]
  readonly person?: string
  readonly where?: Where
}

interface CountedEvents {
  readonly provenance: string
  readonly person: string | null
  readonly times: number | bigint
  readonly [dimension: string]: unknown
}

/** How often each person is found in each finest cell: one grouped query. */
export function eventsQuery(db: Kysely<Database>, { table, dimensions, person, where = {} }: EventSource) {
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
      sql<number>`count(*)`.as('times'),
      ...columns,
    ])
    .where(condition(where))
    .groupBy([sql`1`, sql`2`, ...names.map((name) => sql`${sql.ref(name)}`)])
    .orderBy(sql`2`)
}

/**
 * The events that a cube is made of, from real rows where there are any; and its dimensions, with a value for what is not
 * known where something is not. All rows whose person was not recognised count as one and the same: a cell must not look
 * safer than it is.
 */
export async function readEvents(
  db: Kysely<Database>,
  source: EventSource,
): Promise<{ events: readonly Event[]; dimensions: readonly Dimension[]; provenance: Provenance | null }> {
  const rows = await eventsQuery(db, source).execute()
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  const own = rows.filter((row) => row.provenance === provenance)
  const events = own.map((row): Event => {
    const counted = row as CountedEvents
    const at = Object.fromEntries(
      source.dimensions.map(({ name, values }, axis) => {
        const value = counted[`axis_${axis}`]
        return [name, typeof value === 'string' && values.includes(value) ? value : BLANK]
      }),
    )
    const person = source.person === undefined ? null : (row.person ?? BLANK)
    return { at, person, times: Number(row.times) }
  })
  const dimensions = source.dimensions.map((dimension) => {
    const unknown = events.some(({ at }) => at[dimension.name] === BLANK)
    return unknown ? { ...dimension, values: [...dimension.values, BLANK] } : dimension
  })
  return { events, dimensions, provenance }
}
