import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { CELLS_PLACE, MAPS_PLACE } from '@retombees/warehouse/facts-recipe'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import type { Target } from '../tables/target-row.ts'
import type { ColumnPlan } from './column-plans.ts'
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
  readonly origin: { readonly load_id: string; readonly provenance: string; readonly first: number }
}

/** What the engine makes of cells, as queries over `CELLS_PLACE` and `MAPS_PLACE`. */
export interface ReadingQueries {
  /** Every line as a row of the table. */
  readonly rows: string
  /**
   * For every line its number, whether its row leaves no doubt (`accepted`), and then what tells the event of the row
   * from others (`event`, a hash; null where nothing does).
   */
  readonly looks: string
}

/** The queries of a reading; null when the source cannot fill the table. */
export function readingQueries(reading: Reading): ReadingQueries | null {
  const columns: string[] = []
  for (const column of reading.target.table.columns) {
    const sql = columnSql(column, reading)
    if (sql === null) return null
    columns.push(`${sql} as ${identifier(column.name)}`)
  }
  const values = valuesOf(reading)
  const accepted = `coalesce(${conditions(reading).join(' and ') || 'true'}, false) as accepted`
  const identity = reading.target.rules.identity ?? []
  const told = identity.map((field) => `${identifier(field)} is not null`)
  const event =
    identity.length === 0
      ? 'null::ubigint'
      : `case when ${['accepted', ...told].join(' and ')} then ${eventHash(reading.target)} end`
  return {
    rows: `select ${columns.join(', ')} from ${values}`,
    looks: `select row_no as line, accepted, ${event} as event from (select ${[...columns, accepted].join(', ')} from ${values})`,
  }
}

/** What tells an event from others: a hash of the columns that say so, which rows of equal columns share. */
export function eventHash({ table, rules }: Target): string {
  const columns = (rules.identity ?? []).map((field) => {
    const type = table.columns.find(({ name }) => name === field)?.type ?? 'VARCHAR'
    return `${identifier(field)}::${type}`
  })
  return `hash(${columns.join(', ')})`
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
function valuesOf({ plans, origin, programme }: Reading): string {
  const times = plans.filter(({ kind }) => kind === 'wall-time')
  const maps = plans.filter(({ kind }) => kind === 'map')
  const written = (plan: ColumnPlan) => identifier(`written ${plan.field}`)
  const offset = (plan: ColumnPlan) => identifier(`offset ${plan.field}`)
  const second = (plan: ColumnPlan) => identifier(`second ${plan.field}`)
  const asks = times.filter(({ offsets }) => offsets !== 'none')
  const line = `(file_row_number + ${origin.first})::integer as line`
  const parsed = times.flatMap((plan) => [
    `${asWritten(plan.cell, plan.offsets)} as ${written(plan)}`,
    ...(plan.offsets === 'written' ? [`${offsetWritten(plan.cell)} as ${offset(plan)}`] : []),
  ])
  const placed = asks.map(
    (plan) =>
      `${instant(written(plan), plan.offsets === 'universal' ? '0' : offset(plan))} as ${second(plan)}`,
  )
  const told = [
    ...times.flatMap((plan) => {
      const wall =
        plan.offsets === 'none' ? written(plan) : wallTime(second(plan), programme.timezone, plan.years)
      const value = plan.offsets === 'written' ? `coalesce(${wall}, ${written(plan)})` : wall
      const isRead = `coalesce(${isWallTime(plan.cell, written(plan), plan.offsets)}, false)`
      return [
        `${value} as ${saidBy(plan.field)}`,
        `${plan.nullable ? `${plan.cell} is null or ` : ''}${isRead} as ${isReadBy(plan)}`,
      ]
    }),
    ...plans.flatMap((plan) => (plan.kind === 'same' ? [`${plan.cell} as ${saidBy(plan.field)}`] : [])),
    ...maps.flatMap((plan, at) => [
      `m${at}.value as ${saidBy(plan.field)}`,
      `m${at}.cell is not null as ${isReadBy(plan)}`,
    ]),
  ]
  const joins = maps.map(
    ({ field, type, cell }, at) =>
      `left join (select cell, value::${type} as value from read_parquet(${MAPS_PLACE}) where field = ${literal(field)}) as m${at} on m${at}.cell = coalesce(cells.${cell}, '')`,
  )
  const first = `(select *, ${[line, ...parsed].join(', ')} from read_parquet(${CELLS_PLACE}, file_row_number = true))`
  const then = placed.length > 0 ? `(select *, ${placed.join(', ')} from ${first})` : first
  return `(select line, ${told.join(', ')} from ${then} as cells ${joins.join(' ')})`
}
