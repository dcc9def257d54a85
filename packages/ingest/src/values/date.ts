/** A day that was read (ISO), or why it was not. */
export type ReadDate =
  | { readonly value: string; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined }

/** How days are written: `iso`, or with the day (`12/09/2018`) or the month (`09/12/2018`) first as well. */
export type DateOrder = 'iso' | 'day-first' | 'month-first'

/** Reads `2018-09-12`, `12 septembre 2018`, and `12/09/2018` where it is known what comes first. */
export function readDate(written: string, order: DateOrder = 'iso'): ReadDate {
  const text = written.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const worded = inWords(text)
  if (worded) return dayOf(...worded)
  const numeric = numericDate(text)
  if (!numeric)
    return {
      problem: SHORT_YEAR.test(text) ? 'l’année s’écrit en quatre chiffres' : 'ce n’est pas une date',
    }
  if (order === 'iso')
    return {
      problem: 'cette date n’est pas écrite AAAA-MM-JJ, et la source ne dit pas que le jour vient d’abord',
    }
  const { first, second, year } = numeric
  return order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second)
}

/** A date of two numbers and a year, whatever their order. */
export interface NumericDate {
  readonly first: number
  readonly second: number
  readonly year: number
}

/** The numbers of `12/09/2018`, `12.09.2018` or `12-09-2018`, alone or before an hour; null for anything else. */
export function numericDate(text: string): NumericDate | null {
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[T\s].*)?$/s.exec(text.trim())
  return match && { first: Number(match[1]), second: Number(match[3]), year: Number(match[4]) }
}

const SHORT_YEAR = /^\d{1,2}([/.-])\d{1,2}\1\d{2}$/

export const MONTHS: readonly string[] = Object.freeze([
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
])

/** Year, month and day of `mercredi 12 sept. 2018` or `1er août 2018`. */
function inWords(text: string): [number, number, number] | null {
  const match = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er)?[\s-]+(\p{L}{3,})\.?[\s-]+(\d{4})$/iu.exec(text)
  if (!match) return null
  const name = plain(match[2] ?? '')
  const candidates = MONTHS.flatMap((month, index) => (plain(month).startsWith(name) ? [index + 1] : []))
  const [month] = candidates
  return month !== undefined && candidates.length === 1 ? [Number(match[3]), month, Number(match[1])] : null
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function dayOf(year: number, month: number, day: number): ReadDate {
  const two = (number: number) => String(number).padStart(2, '0')
  return exists(year, month, day)
    ? { value: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` }
    : { problem: 'ce jour n’existe pas' }
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
