const DAY = 86_400_000

/** Days are ISO text; the day before, after, or so many days away. */
export function addDays(day: string, days: number): string {
  return isoOf(Date.parse(`${day}T00:00:00Z`) + days * DAY)
}

/** Every day from one to the other, both included. */
export function daysBetween(start: string, end: string): string[] {
  const count = Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / DAY)
  return Array.from({ length: Math.max(0, count + 1) }, (_, at) => addDays(start, at))
}

/** 0 for a Monday, 6 for a Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** School holidays as they fall about, whatever the zone and the year: what is simulated needs seasons, not a calendar. */
const SCHOOL_HOLIDAYS: readonly (readonly [from: string, to: string])[] = Object.freeze([
  ['01-01', '01-06'],
  ['02-11', '02-25'],
  ['04-08', '04-22'],
  ['07-07', '08-31'],
  ['10-20', '11-04'],
  ['12-22', '12-31'],
])

export function isSchoolHoliday(day: string): boolean {
  const date = day.slice(5)
  return SCHOOL_HOLIDAYS.some(([from, to]) => from <= date && date <= to)
}

/** Public holidays of France: those of a date, and those that follow Easter. */
export function isPublicHoliday(day: string): boolean {
  const easter = easterOf(Number(day.slice(0, 4)))
  return FIXED.includes(day.slice(5)) || AFTER_EASTER.some((days) => addDays(easter, days) === day)
}

const FIXED = Object.freeze(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])
const AFTER_EASTER = Object.freeze([1, 39, 50])

/** Anonymous Gregorian computus, as given by J. Meeus, Astronomical Algorithms (1991) chapter 8. */
function easterOf(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return `${year}-${String(Math.floor(f / 31)).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`
}

/** The instant of a wall time in a zone, as a machine that knows only universal time writes it. */
export function universalTime(wall: string, timezone: string): string {
  const guess = Date.parse(`${wall}Z`)
  const offset = Date.parse(`${wallIn(guess, timezone)}Z`) - guess
  return new Date(guess - offset).toISOString().replace('.000', '')
}

const zones = new Map<string, Intl.DateTimeFormat>()

function wallIn(instant: number, timezone: string): string {
  const format =
    zones.get(timezone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
  zones.set(timezone, format)
  return format.format(instant).replace(' ', 'T')
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}
