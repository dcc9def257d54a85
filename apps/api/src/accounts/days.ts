import { AccountError } from '../errors.ts'

/**
 * The last instant of a day (AAAA-MM-JJ, through its end, UTC), or an instant as it stands. Throws an AccountError for
 * what is not one, or is past.
 */
export function lastInstantOf(text: string, now: Date): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const date = new Date(day ? `${text}T23:59:59.999Z` : text)
  const valid = !Number.isNaN(date.getTime()) && /^\d{4}-\d{2}-\d{2}/.test(text)
  if (!valid || (day && !date.toISOString().startsWith(text)))
    throw new AccountError('invalid_day', { found: text })
  if (date <= now) throw new AccountError('day_past', { found: text })
  return date.toISOString()
}
