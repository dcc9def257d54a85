import type { Programme } from '@retombees/programme/programme'
import { literal } from '@retombees/warehouse/sql-text'
import type { TargetTable } from '../tables/target-table.ts'

/** The value of a field in SQL, typed as its column; `null` for a field that the file does not say. */
export type FieldSql = (field: string) => string

export interface EngineContext {
  readonly programme: Programme
  /** ISO day on which the file was received. */
  readonly receivedOn: string
}

/** What the rules of a table are in SQL: the same words as its `derived` and `demands`. */
export interface EngineRules {
  readonly derived: Readonly<Record<string, (field: FieldSql, context: EngineContext) => string>>
  /** By code and field of the demand: a condition that is true where it holds. */
  readonly demands: Readonly<Record<string, (field: FieldSql, context: EngineContext) => string>>
  /** Conditions under which the engine’s arithmetic is ours: other rows are read with care. */
  readonly within: readonly ((field: FieldSql) => string)[]
}

/** The rules of a table in SQL, or null where one of them is not written here: its files are then read row by row. */
export function engineRules({ name, derived, demands, across, asides }: TargetTable): EngineRules | null {
  const rules = RULES[name]
  if (!rules || across || asides) return null
  const known =
    Object.keys(derived).every((column) => column in rules.derived) &&
    demands.every((demand) => demandKey(demand) in rules.demands)
  return known ? rules : null
}

export function demandKey({ code, field }: { readonly code: string; readonly field: string }): string {
  return `${code} ${field}`
}

const territory: EngineRules['derived'][string] = (field, { programme }) =>
  `coalesce(${field('territory')}::varchar, ${territoryOfCentre(field, programme)})`

function territoryOfCentre(field: FieldSql, { centres }: Programme): string {
  const cases = centres.map(({ id, territory: of }) => `when ${literal(id)} then ${literal(of)}`)
  return cases.length === 0 ? 'null::varchar' : `case ${field('centre')} ${cases.join(' ')} end`
}

const RULES: Readonly<Record<string, EngineRules>> = Object.freeze({
  kiosk_sessions: {
    derived: {
      territory,
      seconds: (field) =>
        `try_cast((epoch_us(${field('ended_at')}) - epoch_us(${field('started_at')})) // 1000000 as integer)`,
      day: (field) => `${field('started_at')}::date`,
      month: (field) => `strftime(${field('started_at')}, '%Y-%m')`,
      hour: (field) => `hour(${field('started_at')})::integer`,
    },
    demands: {
      'wrong-centre centre': (field, { programme }) =>
        `coalesce(${field('territory')}::varchar = ${territoryOfCentre(field, programme)}, true)`,
      'future-date started_at': (field, { receivedOn }) =>
        `coalesce(${field('started_at')}::date <= date ${literal(receivedOn)}, true)`,
      'future-date ended_at': (field, { receivedOn }) =>
        `coalesce(${field('ended_at')}::date <= date ${literal(receivedOn)}, true)`,
      'end-before-start ended_at': (field) =>
        `coalesce(${field('started_at')} <= ${field('ended_at')}, true)`,
    },
    within: [
      (field) =>
        `coalesce(epoch_us(${field('ended_at')}) - epoch_us(${field('started_at')}) < 2147483648 * 1000000, true)`,
    ],
  },
})
