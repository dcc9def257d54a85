import type { Programme } from './programme.ts'

const DURATION = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/

/** Whether a text is a duration in years, months and days (ISO 8601). */
export function isDuration(text: string): boolean {
  return DURATION.test(text)
}

/**
 * The last day on which the identifiers and the words of a load of a source are kept: its retention after the end of the
 * programme's last period, or after the day on which the file was received where that is later. Null where the source has none.
 */
export function keptUntil(
  { periods, sources }: Pick<Programme, 'periods' | 'sources'>,
  sourceId: string,
  receivedOn: string,
): string | null {
  const retention = sources.find(({ id }) => id === sourceId)?.retention
  if (retention === undefined) return null
  const from = [receivedOn, ...periods.map(({ end }) => end)].sort().at(-1) ?? receivedOn
  return later(from, retention)
}

/** A day after so long; the end of a shorter month where it has no such day. */
function later(day: string, duration: string): string {
  const [years = 0, months = 0, days = 0] = (DURATION.exec(duration) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0))
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year + years, month - 1 + months, 1))
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const reached = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(of, longest) + days)
  return new Date(reached).toISOString().slice(0, 10)
}
