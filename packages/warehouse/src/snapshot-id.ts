/**
 * The id of a snapshot: instant to the millisecond, then content. It sorts after `previous` even when the clock has
 * gone back, since the order of ids says which snapshots are old.
 */
export function snapshotId(publishedAt: string, content: string, previous: string | null): string {
  const wanted = Date.parse(publishedAt)
  const last = previous === null ? Number.NEGATIVE_INFINITY : instantOf(previous)
  return `${stampOf(Math.max(wanted, last + 1))}-${content.slice(0, 12)}`
}

function stampOf(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replaceAll(/[-:.Z]/g, '')
    .replace('T', '-')
}

function instantOf(id: string): number {
  const found = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})(\d{3})-/.exec(id)
  if (!found) return Number.NEGATIVE_INFINITY
  const [, year, month, day, hour, minute, second, millisecond] = found
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`)
}
