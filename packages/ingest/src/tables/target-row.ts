import type { Column, Table } from '@retombees/warehouse/table'
import { TABLES } from '@retombees/warehouse/tables'
import { decimal, plain } from '../decimal.ts'
import type { Fault } from '../fault.ts'
import type { Value } from '../values/read-value.ts'
import { attendances } from './attendances.ts'
import { cafStatuses } from './caf-statuses.ts'
import { contributionLedger } from './contribution-ledger.ts'
import { contributions } from './contributions.ts'
import { funding } from './funding.ts'
import { headCounts } from './head-counts.ts'
import { kioskInstallations } from './kiosk-installations.ts'
import { kioskOutages } from './kiosk-outages.ts'
import { kioskSessions } from './kiosk-sessions.ts'
import { labelReturns } from './label-returns.ts'
import { openingHours } from './opening-hours.ts'
import { partnerScores } from './partner-scores.ts'
import { posts } from './posts.ts'
import { receptionVisits } from './reception-visits.ts'
import { skillAssessments } from './skill-assessments.ts'
import { tallies } from './tallies.ts'
import type { RowContext, TargetTable, Values } from './target-table.ts'
import { verbatims } from './verbatims.ts'
import { workshops } from './workshops.ts'

const TARGETS: readonly TargetTable[] = Object.freeze([
  funding,
  partnerScores,
  tallies,
  verbatims,
  kioskSessions,
  kioskOutages,
  kioskInstallations,
  receptionVisits,
  openingHours,
  cafStatuses,
  workshops,
  attendances,
  headCounts,
  skillAssessments,
  contributions,
  contributionLedger,
  labelReturns,
  posts,
])

/** A table that files can feed: its columns in the warehouse, and how they follow from fields. */
export interface Target {
  readonly table: Table
  readonly rules: TargetTable
}

/** The target of that name, or null when no file feeds such a table. */
export function targetNamed(name: string): Target | null {
  const table = TABLES.find((one) => one.name === name)
  const rules = TARGETS.find((one) => one.name === name)
  return table && rules ? { table, rules } : null
}

export const TARGET_NAMES: readonly string[] = Object.freeze(TARGETS.map((target) => target.name))

/** The column of the file that a field was read from, and what is written there. */
export interface Written {
  readonly column: string | null
  readonly value: string | null
}

export const NOT_WRITTEN: Written = Object.freeze({ column: null, value: null })

/** What the row says with its derived columns, and what does not hold of it. */
export function derive(
  said: Values,
  { rules }: Target,
  context: RowContext,
  written: (field: string) => Written,
): { values: Values; faults: Fault[] } {
  const values: Record<string, Value> = { ...said }
  for (const [column, from] of Object.entries(rules.derived))
    values[column] = from(said, context.programme, context)
  const faults = rules.demands
    .filter((demand) => !demand.holds(values, context))
    .map(({ code, field, problem, remedy }) => ({
      code,
      ...written(field),
      problem,
      remedy,
    }))
  return { values, faults }
}

/** The values as a row of the table: each column of its type. A value that its column cannot hold is a fault. */
export function targetRow(
  values: Values,
  { table }: Target,
  written: (field: string) => Written,
): { row: Record<string, unknown>; faults: Fault[] } {
  const faults: Fault[] = []
  const row: Record<string, unknown> = {}
  for (const column of table.columns) {
    const value = values[column.name] ?? null
    const fault = misfit(value, column, written)
    if (fault) faults.push(fault)
    row[column.name] = value === null ? null : typed(value, column)
  }
  return { row, faults }
}

/** A value as its column holds it; undefined when the column cannot. */
export function columnValue(value: Value, column: Column): string | number | boolean | null | undefined {
  if (misfit(value, column, () => NOT_WRITTEN)) return undefined
  return value === null ? null : typed(value, column)
}

function misfit(value: Value, column: Column, written: (field: string) => Written): Fault | null {
  const at = written(column.name)
  if (value === null)
    return column.nullable
      ? null
      : {
          ...at,
          code: 'required',
          problem: `${lower(column.description)} : il manque`,
          remedy: 'remplir la cellule',
        }
  if (column.type === 'INTEGER' && Math.abs(Number(value)) > LARGEST) return tooLarge(at)
  const size = /^DECIMAL\((\d+),(\d+)\)$/.exec(column.type)
  if (!size) return null
  const [digits, scale] = [Number(size[1]), Number(size[2])]
  const number = decimal(String(value))
  const excess = number.scale > scale && number.units % 10n ** BigInt(number.scale - scale) !== 0n
  if (excess)
    return {
      ...at,
      code: 'too-precise',
      problem: `${scale} décimales au plus`,
      remedy: 'arrondir la valeur à la source',
    }
  const whole = (number.units < 0n ? -number.units : number.units) / 10n ** BigInt(number.scale)
  if (whole >= 10n ** BigInt(digits - scale)) return tooLarge(at)
  return null
}

const LARGEST = 2 ** 31 - 1

function tooLarge(at: Written): Fault {
  return { ...at, code: 'too-large', problem: 'ce nombre est trop grand', remedy: 'corriger la cellule' }
}

function typed(value: string | number, { type }: Column): string | number | boolean {
  if (type === 'INTEGER') return Number(value)
  if (type === 'BOOLEAN') return value === 'true'
  return typeof value === 'number' ? plain(decimal(String(value))) : value
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
