import type { Where } from '@retombees/programme/measure'
import { type RawBuilder, type SqlBool, sql } from 'kysely'

type Scalar = string | number | boolean
type Condition = Where[string]

/** A filter as an SQL condition, columns joined by AND. An empty filter keeps every row; `not` keeps blanks. */
export function condition(where: Where): RawBuilder<SqlBool> {
  const parts = Object.keys(where).flatMap((column) => conditionsOn(column, where[column] as Condition))
  return allOf(parts)
}

/** Rows that could meet or fail `having`: those where no column compared with a bound is blank. */
export function comparable(having: Where): RawBuilder<SqlBool> {
  return allOf(boundedColumns(having).map((column) => sql<SqlBool>`${sql.ref(column)} is not null`))
}

/** The columns of a filter that are compared with a bound: a blank there is neither above nor below. */
export function boundedColumns(where: Where): readonly string[] {
  return Object.keys(where).filter((column) => {
    const value = where[column] as Condition
    return isBounds(value) && (value.atLeast !== undefined || value.atMost !== undefined)
  })
}

export function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  if (conditions.length === 0) return sql<SqlBool>`true`
  return sql<SqlBool>`(${sql.join([...conditions], sql` and `)})`
}

function conditionsOn(name: string, value: Condition): RawBuilder<SqlBool>[] {
  const column = sql.ref(name)
  if (!isBounds(value)) return [oneOf(name, asList(value))]
  const parts: RawBuilder<SqlBool>[] = []
  if (value.not !== undefined) {
    parts.push(sql<SqlBool>`(${column} is null or not ${oneOf(name, asList(value.not))})`)
  }
  if (value.known !== undefined)
    parts.push(value.known ? sql<SqlBool>`${column} is not null` : sql<SqlBool>`${column} is null`)
  if (value.atLeast !== undefined) parts.push(sql<SqlBool>`${column} >= ${value.atLeast}`)
  if (value.atMost !== undefined) parts.push(sql<SqlBool>`${column} <= ${value.atMost}`)
  return parts
}

function oneOf(name: string, values: readonly Scalar[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(name)} in (${sql.join([...values])})`
}

function asList(value: Scalar | readonly Scalar[]): readonly Scalar[] {
  return typeof value === 'object' ? value : [value]
}

type Bounds = { not?: Scalar | Scalar[]; atLeast?: number; atMost?: number; known?: boolean }

export function isBounds(value: Condition): value is Bounds {
  return typeof value === 'object' && !Array.isArray(value)
}
