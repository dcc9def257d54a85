import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { allOf } from './measures/filter.ts'
import type { ResponseSet } from './response-set.ts'
import type { Axis } from './survey-sides.ts'

/** People who gave the same two answers, as stored, or the same reasons of having none. */
export interface GroupRow {
  /** Which pair it is of: one of `groupingIds`. */
  readonly own: number | bigint
  readonly r: string | null
  readonly r_absence: string | null
  readonly c: string | null
  readonly c_absence: string | null
  readonly n: number | bigint
  readonly weight?: string
  readonly squared?: string
}

export type Pair = readonly [row: Axis, column: Axis]

/** Pairs counted in one scan, at most: more are kept in memory at once, and are not faster; a number holds 53 bits (`groupingIds`). */
export const MOST_PAIRS = 10

/**
 * Groups the answers by each pair of axes in one scan: a grouping set for each. They are grouped as they are stored, which the
 * engine does on its dictionaries without looking at a text; the few groups found are coded by who reads them. In order, so
 * that weights are always added in the same one.
 */
export function groupsQuery(
  set: Pick<ResponseSet, 'table' | 'rows' | 'weight'>,
  pairs: readonly Pair[],
  filters: readonly RawBuilder<SqlBool>[],
): RawBuilder<GroupRow> {
  const [rows, columns] = [named(pairs, 0), named(pairs, 1)]
  const all = [...rows.values(), ...columns.values()]
  const sums = set.weight
    ? sql`count(*) as n, sum(w)::varchar as weight, sum(w * w)::varchar as squared`
    : sql`count(*) as n`
  const stored = [...all.flatMap(({ stored }) => stored), ...(set.weight ? [sql`${set.weight} as w`] : [])]
  const sets = pairs.map(([row, column]) => {
    const grouped = [rows.get(row), columns.get(column)].flatMap((each) => each?.grouped ?? [])
    return sql`(${sql.join(grouped.map((name) => sql.ref(name)))})`
  })
  return sql<GroupRow>`select grouping_id(${sql.join(all.map(({ answer }) => sql.ref(answer)))}) as own,
    ${first([...rows.values()].map(({ answer }) => answer))} as r,
    ${first([...rows.values()].flatMap(({ absence }) => absence ?? []))} as r_absence,
    ${first([...columns.values()].map(({ answer }) => answer))} as c,
    ${first([...columns.values()].flatMap(({ absence }) => absence ?? []))} as c_absence, ${sums}
    from (select ${sql.join(stored)} from ${sql.table(set.table)} where ${allOf([set.rows, ...filters])})
    group by grouping sets (${sql.join(sets)}) order by 1, 2, 3, 4, 5`
}

/** What `own` is in the groups of each pair: a bit for each axis in the order of `groupsQuery`, set where it is not grouped. */
export function groupingIds(pairs: readonly Pair[]): readonly number[] {
  const [rows, columns] = [axesOf(pairs, 0), axesOf(pairs, 1)]
  const bits = (axes: readonly Axis[], own: Axis, before: number) =>
    axes.reduce((id, axis) => id * 2 + (axis === own ? 0 : 1), before)
  return pairs.map(([row, column]) => bits(columns, column, bits(rows, row, 0)))
}

/** An axis in a scan: what its answer and the reason of having none are called there. */
interface Named {
  readonly answer: string
  readonly absence: string | null
  readonly grouped: readonly string[]
  readonly stored: readonly RawBuilder<unknown>[]
}

function named(pairs: readonly Pair[], side: 0 | 1): ReadonlyMap<Axis, Named> {
  return new Map(
    axesOf(pairs, side).map((axis, at) => {
      const answer = `${side === 0 ? 'row' : 'column'}_${at}`
      const absence = axis.absence === null ? null : `${answer}_absence`
      const stored = [sql`${sql.ref(axis.value)} as ${sql.ref(answer)}`]
      if (absence !== null && axis.absence !== null)
        stored.push(sql`${sql.ref(axis.absence)} as ${sql.ref(absence)}`)
      return [axis, { answer, absence, grouped: [answer, ...(absence === null ? [] : [absence])], stored }]
    }),
  )
}

function axesOf(pairs: readonly Pair[], side: 0 | 1): readonly Axis[] {
  return [...new Set(pairs.map((pair) => pair[side]))]
}

/** The one that is grouped, of several columns: the others are blank. */
function first(names: readonly string[]): RawBuilder<string | null> {
  if (names.length === 0) return sql`null`
  return sql`coalesce(${sql.join(names.map((name) => sql`${sql.ref(name)}::varchar`))})`
}
