/** Two days, both included, as ISO dates. */
export interface Period {
  readonly start: string
  readonly end: string
}

/**
 * The days of a month `2018-09`, a quarter `2018-t3`, a school year `2018-2019` (September to August), a civil year
 * `2018`, or from one day to another `2018-09-01..2018-12-31`. Null when the text is none of these.
 */
export function periodOf(text: string): Period | null {
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text)
  if (days?.[1] && days[2]) {
    const range = { start: days[1], end: days[2] }
    return isDay(range.start) && isDay(range.end) && range.start <= range.end ? range : null
  }
  const parts = /^(\d{4})(?:-(\d{2}|t[1-4]|\d{4}))?$/.exec(text)
  if (!parts) return null
  const year = Number(parts[1])
  const rest = parts[2]
  if (rest === undefined) return { start: firstDay(year, 1), end: lastDay(year, 12) }
  if (rest.startsWith('t')) {
    const quarter = Number(rest.slice(1))
    return { start: firstDay(year, 3 * quarter - 2), end: lastDay(year, 3 * quarter) }
  }
  if (rest.length === 4) {
    return Number(rest) === year + 1 ? { start: firstDay(year, 9), end: lastDay(year + 1, 8) } : null
  }
  const month = Number(rest)
  return month >= 1 && month <= 12 ? { start: firstDay(year, month), end: lastDay(year, month) } : null
}

function firstDay(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
}

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/**
 * The period of the same length just before, written in the same way; two days give as many days before them. Null for
 * what is no period.
 */
export function periodBefore(text: string): string | null {
  const days = periodOf(text)
  if (days === null) return null
  const year = Number(text.slice(0, 4))
  if (/^\d{4}$/.test(text)) return String(year - 1)
  if (/^\d{4}-\d{4}$/.test(text)) return `${year - 1}-${year}`
  if (/^\d{4}-t[1-4]$/.test(text)) {
    const quarter = Number(text.slice(6))
    return quarter === 1 ? `${year - 1}-t4` : `${year}-t${quarter - 1}`
  }
  if (/^\d{4}-\d{2}$/.test(text)) return dayBefore(days.start).slice(0, 7)
  const length = Date.parse(days.end) - Date.parse(days.start)
  const end = dayBefore(days.start)
  return `${new Date(Date.parse(end) - length).toISOString().slice(0, 10)}..${end}`
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** How a day is written on an axis of time; null for an axis that is not one. */
export function periodOfDay(day: string, axis: string): string | null {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  switch (axis) {
    case 'month':
      return day.slice(0, 7)
    case 'quarter':
      return `${year}-t${Math.ceil(month / 3)}`
    case 'school-year':
      return month >= 9 ? `${year}-${year + 1}` : `${year - 1}-${year}`
    case 'civil-year':
      return String(year)
    default:
      return null
  }
}
