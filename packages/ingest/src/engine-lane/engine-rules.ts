import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { literal } from '@retombees/warehouse/sql-text'
import { OLDEST } from '../tables/age.ts'
import type { TargetTable } from '../tables/target-table.ts'

/** The value of a field in SQL, typed as its column; `null` for a field that the file does not say. */
export type FieldSql = (field: string) => string

export interface EngineContext {
  readonly programme: Programme
  /** ISO day on which the file was received. */
  readonly receivedOn: string
  readonly source: SourceFile
}

/** What the rules of a table are in SQL: the same words as its `derived` and `demands`. */
export interface EngineRules {
  readonly derived: Readonly<Record<string, (field: FieldSql, context: EngineContext) => string>>
  /** By derived column: a condition under which it is not null, where that is known without deriving it. */
  readonly known: Readonly<Record<string, (field: FieldSql, context: EngineContext) => string>>
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

/** What is derived of a respondent, and what must hold of one, in SQL. */
export function respondentRules(
  source: SourceFile,
  { period }: QuestionnaireFile,
  { vocabularies }: Programme,
): EngineRules {
  const named = source.constants.age_list ?? source.fields.age_band?.codes
  const list = vocabularies.find(({ id, kind }) => id === named && kind === 'ages')
  const bands = (list?.codes ?? []).flatMap(({ id, missing, from, to }) =>
    missing || from === undefined ? [] : [{ id, from, to: to ?? OLDEST }],
  )
  const band = (field: FieldSql) => {
    const cases = bands.map(
      ({ id, from, to }) => `when ${field('age')}::integer between ${from} and ${to} then ${literal(id)}`,
    )
    return cases.length === 0 ? 'null::varchar' : `case ${cases.join(' ')} end`
  }
  const known = (field: FieldSql) => `coalesce(${field('age_band')}::varchar, ${band(field)})`
  return {
    derived: {
      territory,
      age_band: known,
      age_list: (field) =>
        list ? `case when ${known(field)} is not null then ${literal(list.id)} end` : 'null::varchar',
      ...(period === undefined
        ? {}
        : { period: (field: FieldSql) => `coalesce(${field('period')}::varchar, ${literal(period)})` }),
    },
    demands: {
      'wrong-centre centre': WRONG_CENTRE,
      'future-date day': notInFuture('day'),
      'future-date answered_at': notInFuture('answered_at'),
      'impossible-age age': (field) => `coalesce(${field('age')}::integer between 0 and ${OLDEST}, true)`,
      'age-disagrees age_band': (field) =>
        `(${field('age')} is null or coalesce(${known(field)} = ${band(field)}, false))`,
    },
    known: { territory: hasTerritory },
    within: [],
  }
}

const WRONG_CENTRE: EngineRules['demands'][string] = (field, { programme, source }) =>
  source.fields.territory || 'territory' in source.constants
    ? `coalesce(${field('territory')}::varchar = ${territoryOfCentre(field, programme)}, true)`
    : 'true'

/** A centre that is read by the list of centres is one, and has its territory. */
const hasTerritory: EngineRules['known'][string] = (field, context) =>
  context.source.fields.centre?.codes === 'centres'
    ? `coalesce(${field('territory')}::varchar, ${field('centre')}) is not null`
    : `(${territory(field, context)}) is not null`

const isKnown =
  (name: string): EngineRules['known'][string] =>
  (field) =>
    `${field(name)} is not null`

/** What happened is not after the day of reception; nothing is not. */
const notInFuture =
  (name: string): EngineRules['demands'][string] =>
  (field, { receivedOn }) =>
    `coalesce(${field(name)}::timestamp < date ${literal(receivedOn)} + interval 1 day, true)`

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
      'wrong-centre centre': WRONG_CENTRE,
      'future-date started_at': notInFuture('started_at'),
      'future-date ended_at': notInFuture('ended_at'),
      'end-before-start ended_at': (field) =>
        `coalesce(${field('started_at')} <= ${field('ended_at')}, true)`,
    },
    known: {
      territory: hasTerritory,
      day: isKnown('started_at'),
      month: isKnown('started_at'),
      hour: isKnown('started_at'),
    },
    within: [
      (field) =>
        `coalesce(epoch_us(${field('ended_at')}) - epoch_us(${field('started_at')}) < 2147483648 * 1000000, true)`,
    ],
  },
})
