import { type RawBuilder, sql } from 'kysely'

/** How time is cut: `2018-03`, `2018-t1`, `2018`, or `2017-2018` for a school year (September to August). */
export const PERIOD_UNITS = Object.freeze(['month', 'quarter', 'civil-year', 'school-year'] as const)
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

/** Months, both included: `2018-01` to `2018-12`. */
export interface MonthRange {
  readonly from: string
  readonly to: string
}

/** The period of a unit that a month (`2018-03`) falls in. */
export function periodOf(month: string, unit: PeriodUnit): string {
  const [year, number] = parts(month)
  if (unit === 'month') return month
  if (unit === 'quarter') return `${year}-t${Math.ceil(number / 3)}`
  if (unit === 'civil-year') return String(year)
  return number >= 9 ? `${year}-${year + 1}` : `${year - 1}-${year}`
}

/** The months of a period of any unit. Throws a RangeError for what is not one. */
export function monthsOf(period: string): MonthRange {
  if (/^\d{4}-\d{2}$/.test(period)) return { from: period, to: period }
  if (/^\d{4}$/.test(period)) return { from: `${period}-01`, to: `${period}-12` }
  const school = /^(\d{4})-(\d{4})$/.exec(period)
  if (school) return { from: `${school[1]}-09`, to: `${school[2]}-08` }
  const quarter = /^(\d{4})-t([1-4])$/.exec(period)
  if (!quarter) throw new RangeError(`period: found ${period}, expected 2018, 2018-t1, 2018-03 or 2017-2018`)
  const last = Number(quarter[2]) * 3
  return { from: `${quarter[1]}-${padded(last - 2)}`, to: `${quarter[1]}-${padded(last)}` }
}

/** The month of the row of a fact table, read as a period of a unit. */
export function periodExpression(unit: PeriodUnit): RawBuilder<string> {
  const year = sql`left(month, 4)`
  const number = sql`cast(right(month, 2) as integer)`
  if (unit === 'month') return sql<string>`month`
  if (unit === 'quarter') return sql<string>`${year} || '-t' || ((${number} + 2) // 3)`
  if (unit === 'civil-year') return sql<string>`${year}`
  const begins = sql`(cast(${year} as integer) - case when ${number} >= 9 then 0 else 1 end)`
  return sql<string>`${begins} || '-' || (${begins} + 1)`
}

/** Whether the last month of a period had ended before a day (`2026-03-01`). */
export function isClosed(period: string, day: string): boolean {
  return monthsOf(period).to < day.slice(0, 7)
}

function parts(month: string): [number, number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}
