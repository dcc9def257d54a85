import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { CELLS_PLACE, MAPS_PLACE } from '@retombees/warehouse/facts-recipe'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import type { Target } from '../tables/target-row.ts'
import type { AnswerPlans } from './answer-plans.ts'
import { type ColumnPlan, isPlainSql } from './column-plans.ts'
import { demandKey, type EngineRules, type FieldSql } from './engine-rules.ts'
import { absenceOf, isReadBy, saidBy } from './plan-names.ts'
import { asWritten, instant, isWallTime, offsetWritten, wallTime } from './wall-time-sql.ts'

/** All that the engine needs to make rows of a table from cells. */
export interface Reading {
  readonly target: Target
  readonly rules: EngineRules
  readonly plans: readonly ColumnPlan[]
  /** Of a file of answers: their plans are among `plans`. */
  readonly answers: AnswerPlans | null
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
  const accepted = `coalesce(${conditions(reading).join(' and ') || 'true'}, false) as accepted`
  const identity = reading.target.rules.identity ?? []
  const told = identity.map((field) => `${identifier(field)} is not null`)
  const event =
    identity.length === 0
      ? 'null::ubigint'
      : `case when ${['accepted', ...told].join(' and ')} then ${eventHash(reading.target)} end`
  const looked = [
    'line',
    ...identity.map((name) => `${identitySql(name, reading)} as ${identifier(name)}`),
    accepted,
  ]
  return {
    rows: `select ${columns.join(', ')} from ${valuesOf(reading, columns.join(' '))}`,
    looks: `select line, accepted, ${event} as event from (select ${looked.join(', ')} from ${valuesOf(reading, looked.join(' '))})`,
  }
}

/** What tells an event apart may be no column of the table. */
function identitySql(name: string, reading: Reading): string {
  const column = reading.target.table.columns.find((one) => one.name === name)
  return (column && columnSql(column, reading)) ?? fieldsOf(reading)(name)
}

/** What tells an event from others: a hash of the columns that say so, which rows of equal columns share. */
export function eventHash({ table, rules }: Target): string {
  const columns = (rules.identity ?? []).map((field) => {
    const type = table.columns.find(({ name }) => name === field)?.type ?? 'VARCHAR'
    return `${identifier(field)}::${type}`
  })
  return `hash(${columns.join(', ')})`
}

function columnSql(column: Column, reading: Reading) {
  const { target, rules, plans, answers, source, programme, receivedOn, origin } = reading
  switch (column.name) {
    case 'load_id':
      return literal(origin.load_id)
    case 'provenance':
      return literal(origin.provenance)
    case 'row_no':
      return 'line'
  }
  const answer = answers?.columns[column.name]
  if (answer) return answer
  const field = fieldsOf({ target, plans, source })
  const derived = rules.derived[column.name]
  if (derived) return derived(field, { programme, receivedOn, source })
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
  return [
    ...reading.plans.filter(({ whole }) => !whole).map(({ field }) => isReadBy(field)),
    ...(reading.answers?.conditions ?? []),
    ...rulesOf(reading),
  ]
}

function rulesOf({ target, rules, plans, source, programme, receivedOn }: Reading): string[] {
  const field = fieldsOf({ target, plans, source })
  const context = { programme, receivedOn, source }
  const required = target.table.columns.flatMap(({ name, nullable }) => {
    const derived = rules.derived[name]
    if (!derived || nullable) return []
    return [rules.known[name]?.(field, context) ?? `(${derived(field, context)}) is not null`]
  })
  const demands = target.rules.demands.flatMap((demand) => {
    const sql = rules.demands[demandKey(demand)]
    return sql ? [sql(field, context)] : []
  })
  return [...required, ...demands, ...rules.within.map((sql) => sql(field))]
}

/**
 * The relation of values: for each field what it says and whether the engine could read it. Only the maps that `asked`
 * needs are looked up.
 */
function valuesOf({ plans: all, answers, origin, programme }: Reading, asked: string): string {
  const between = answers?.between.join(', ') ?? ''
  const plans = all.filter(({ field }) =>
    [saidBy, isReadBy, absenceOf].some((name) => `${asked} ${between}`.includes(name(field))),
  )
  const times = plans.filter(({ kind }) => kind === 'wall-time')
  const read = plans.filter(({ kind }) => kind === 'map' || kind === 'answer')
  const few = read.filter((plan) => plan.few)
  const maps = read.filter((plan) => !plan.few)
  const written = (plan: ColumnPlan) => identifier(`written ${plan.field}`)
  const offset = (plan: ColumnPlan) => identifier(`offset ${plan.field}`)
  const moment = (plan: ColumnPlan) => identifier(`instant ${plan.field}`)
  const asks = times.filter(({ offsets }) => offsets !== 'none')
  const line = `(file_row_number + ${origin.first})::integer as line`
  const parsed = times.flatMap((plan) => [
    `${asWritten(plan.cell, plan.offsets)} as ${written(plan)}`,
    ...(plan.offsets === 'written' ? [`${offsetWritten(plan.cell)} as ${offset(plan)}`] : []),
  ])
  const placed = asks.map(
    (plan) =>
      `${instant(written(plan), plan.offsets === 'universal' ? null : offset(plan))} as ${moment(plan)}`,
  )
  const told = [
    ...times.flatMap((plan) => {
      const wall =
        plan.offsets === 'none' ? written(plan) : wallTime(moment(plan), programme.timezone, plan.years)
      const value = plan.offsets === 'written' ? `coalesce(${wall}, ${written(plan)})` : wall
      const isRead = `coalesce(${isWallTime(plan.cell, written(plan), plan.offsets)}, false)`
      return [
        `${value} as ${saidBy(plan.field)}`,
        `${plan.nullable ? `${plan.cell} is null or ` : ''}${isRead} as ${isReadBy(plan.field)}`,
      ]
    }),
    ...plans.flatMap(({ kind, cell, field }) =>
      kind === 'same' || kind === 'plain' ? [`${cell} as ${saidBy(field)}`] : [],
    ),
    ...plans.flatMap(({ kind, cell, field, nullable }) =>
      kind === 'plain'
        ? [
            `${nullable ? `${cell} is null or ` : ''}coalesce(${isPlainSql(cell)}, false) as ${isReadBy(field)}`,
          ]
        : [],
    ),
    ...few.flatMap((plan) => [
      `${fewSql(plan)} as ${saidBy(plan.field)}`,
      `${unreadSql(plan) ?? isFewSql(plan)} as ${isReadBy(plan.field)}`,
      ...(plan.kind === 'answer' ? [`${fewAbsenceSql(plan)} as ${absenceOf(plan.field)}`] : []),
    ]),
    ...maps.flatMap((plan, at) => [
      `m${at}.value as ${saidBy(plan.field)}`,
      `${unreadSql(plan) ?? `m${at}.cell is not null`} as ${isReadBy(plan.field)}`,
      ...(plan.kind === 'answer'
        ? [`coalesce(m${at}.absence, 'no-answer') as ${absenceOf(plan.field)}`]
        : []),
    ]),
  ]
  const joins = maps.map(
    ({ field, type, cell, kind }, at) =>
      `left join (select cell, value::${type} as value${kind === 'answer' ? ', absence' : ''} from read_parquet(${MAPS_PLACE}) where field = ${literal(field)}) as m${at} on m${at}.cell = coalesce(cells.${cell}, '')`,
  )
  const first = `(select *, ${[line, ...parsed].join(', ')} from read_parquet(${CELLS_PLACE}, file_row_number = true))`
  const then = placed.length > 0 ? `(select *, ${placed.join(', ')} from ${first})` : first
  const values = `(select line, ${told.join(', ')}${answers ? ', cells.* exclude (line)' : ''} from ${then} as cells ${joins.join(' ')})`
  return answers ? `(select *, ${between} from ${values})` : values
}

const cellOf = ({ cell }: ColumnPlan) => `coalesce(cells.${cell}, '')`
const listed = (cells: readonly string[]) => cells.map(literal).join(', ')

/** Whether a cell is none of the few that the engine does not read; null where they are many. */
function unreadSql(plan: ColumnPlan): string | null {
  if (!plan.unread) return null
  return plan.unread.length === 0 ? 'true' : `${cellOf(plan)} not in (${listed(plan.unread)})`
}

function isFewSql(plan: ColumnPlan): string {
  const cells = (plan.few ?? []).map(({ cell }) => cell)
  return cells.length === 0 ? 'false' : `${cellOf(plan)} in (${listed(cells)})`
}

/** The value of a cell of which few are different; of one that is not read, anything. */
function fewSql(plan: ColumnPlan): string {
  const { few = [], type, cell } = plan
  const said = few.filter(({ value }) => value !== null)
  const silent = few.flatMap(({ cell: text, value }) => (value === null && text !== '' ? [text] : []))
  if (type === 'VARCHAR' && said.every((one) => one.value === one.cell))
    return silent.length === 0
      ? `cells.${cell}`
      : `case when cells.${cell} in (${listed(silent)}) then null else cells.${cell} end`
  const cases = said.map((one) => `when ${literal(one.cell)} then ${literal(one.value ?? '')}::${type}`)
  return cases.length === 0 ? `null::${type}` : `case ${cellOf(plan)} ${cases.join(' ')} end`
}

function fewAbsenceSql(plan: ColumnPlan): string {
  const absences = new Map<string, string[]>()
  for (const { cell, absence } of plan.few ?? [])
    if (absence !== null && absence !== 'answered')
      absences.set(absence, [...(absences.get(absence) ?? []), cell])
  const cases = [...absences].map(
    ([absence, cells]) => `when ${cellOf(plan)} in (${listed(cells)}) then ${literal(absence)}`,
  )
  return cases.length === 0 ? "'answered'" : `case ${cases.join(' ')} else 'answered' end`
}
