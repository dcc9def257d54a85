import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import type { Target } from '../tables/target-row.ts'
import { type ColumnPlan, mapOf } from './column-plans.ts'
import { demandKey, type EngineRules, type FieldSql } from './engine-rules.ts'
import { asWritten, instant, isWallTime, offsetWritten, wallTime } from './wall-time-sql.ts'

/** All that the engine needs to make rows of a table from cells. */
export interface Reading {
  readonly target: Target
  readonly rules: EngineRules
  readonly plans: readonly ColumnPlan[]
  readonly source: SourceFile
  readonly programme: Programme
  readonly receivedOn: string
  /** The cells as a relation, with `file_row_number`. */
  readonly cells: string
  readonly origin: { readonly load_id: string; readonly provenance: string; readonly first: number }
  /** Lines that are not for the engine; a table `odd_lines` holds them too. */
  readonly odd: readonly number[]
}

/**
 * Every line but the odd ones as a row of the table, and whether it leaves no doubt (`accepted`); null when the source
 * cannot fill the table.
 */
export function readingQuery(reading: Reading): string | null {
  const columns: string[] = []
  for (const column of reading.target.table.columns) {
    const sql = columnSql(column, reading)
    if (sql === null) return null
    columns.push(`${sql} as ${identifier(column.name)}`)
  }
  const accepted = `coalesce(${conditions(reading).join(' and ') || 'true'}, false) as accepted`
  const apart = reading.odd.length > 0 ? ' where line not in (select line from odd_lines)' : ''
  return `select ${columns.join(', ')}, ${accepted} from ${valuesOf(reading)}${apart}`
}

function columnSql(column: Column, { target, rules, plans, source, programme, receivedOn, origin }: Reading) {
  switch (column.name) {
    case 'load_id':
      return literal(origin.load_id)
    case 'provenance':
      return literal(origin.provenance)
    case 'row_no':
      return 'line'
  }
  const field = fieldsOf({ target, plans, source })
  const derived = rules.derived[column.name]
  if (derived) return derived(field, { programme, receivedOn })
  const known = plans.some((plan) => plan.field === column.name) || column.name in source.constants
  return !known && !column.nullable ? null : field(column.name)
}

/** The value of a field as a column of `valuesOf`, or a constant, or nothing. */
function fieldsOf({ target, plans, source }: Pick<Reading, 'target' | 'plans' | 'source'>): FieldSql {
  return (name) => {
    if (plans.some((plan) => plan.field === name)) return saidBy(name)
    const type = target.table.columns.find((column) => column.name === name)?.type ?? 'VARCHAR'
    const constant = source.constants[name]
    return constant === undefined ? `null::${type}` : `${literal(String(constant))}::${type}`
  }
}

/** Only what is not known to hold of every cell is asked of each. */
function conditions(reading: Reading): string[] {
  return [...reading.plans.filter(({ whole }) => !whole).map(isReadBy), ...rulesOf(reading)]
}

function rulesOf({ target, rules, plans, source, programme, receivedOn }: Reading): string[] {
  const field = fieldsOf({ target, plans, source })
  const context = { programme, receivedOn }
  const required = target.table.columns.flatMap(({ name, nullable }) => {
    const derived = rules.derived[name]
    return derived && !nullable ? [`(${derived(field, context)}) is not null`] : []
  })
  const demands = target.rules.demands.flatMap((demand) => {
    const sql = rules.demands[demandKey(demand)]
    return sql ? [sql(field, context)] : []
  })
  return [...required, ...demands, ...rules.within.map((sql) => sql(field))]
}

const saidBy = (field: string) => identifier(`value ${field}`)
const isReadBy = ({ field }: ColumnPlan) => identifier(`is read ${field}`)

/** The relation of values: for each field what it says and whether the engine could read it. */
function valuesOf({ plans, cells, origin, programme }: Reading): string {
  const times = plans.filter(({ kind }) => kind === 'wall-time')
  const maps = plans.filter(({ kind }) => kind === 'map')
  const written = (plan: ColumnPlan) => identifier(`written ${plan.field}`)
  const offset = (plan: ColumnPlan) => identifier(`offset ${plan.field}`)
  const second = (plan: ColumnPlan) => identifier(`second ${plan.field}`)
  const asks = times.filter(({ offsets }) => offsets !== 'none')
  const line = `(file_row_number + ${origin.first})::integer as line`
  const parsed = times.flatMap((plan) => [
    `${asWritten(plan.cell)} as ${written(plan)}`,
    ...(plan.offsets === 'written' ? [`${offsetWritten(plan.cell)} as ${offset(plan)}`] : []),
    ...(plan.whole
      ? []
      : [
          `${plan.nullable ? `${plan.cell} is null or ` : ''}coalesce(${isWallTime(plan.cell, plan.offsets)}, false) as ${isReadBy(plan)}`,
        ]),
  ])
  const placed = asks.map(
    (plan) =>
      `${instant(written(plan), plan.offsets === 'universal' ? '0' : offset(plan))} as ${second(plan)}`,
  )
  const told = [
    ...times.map((plan) => {
      const wall =
        plan.offsets === 'none' ? written(plan) : wallTime(second(plan), programme.timezone, plan.years)
      const value = plan.offsets === 'written' ? `coalesce(${wall}, ${written(plan)})` : wall
      return `${value} as ${saidBy(plan.field)}`
    }),
    ...times.filter(({ whole }) => whole).map((plan) => `true as ${isReadBy(plan)}`),
    ...maps.map((plan, at) => `m${at}.value as ${saidBy(plan.field)}`),
    ...maps.map((plan, at) => `m${at}.cell is not null as ${isReadBy(plan)}`),
  ]
  const joins = maps.map(
    (plan, at) => `left join ${mapOf(plan.field)} as m${at} on m${at}.cell = coalesce(${plan.cell}, '')`,
  )
  const first = `(select *, ${[line, ...parsed].join(', ')} from ${cells})`
  const then = placed.length > 0 ? `(select *, ${placed.join(', ')} from ${first})` : first
  return `(select line, ${[...told, ...times.filter(({ whole }) => !whole).map(isReadBy)].join(', ')} from ${then} as cells ${joins.join(' ')})`
}
