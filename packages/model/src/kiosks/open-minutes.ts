/** When a kiosk stood in a centre; `to` null: it still does. Days, both included. */
export interface Standing {
  readonly kiosk: string
  readonly centre: string
  readonly from: string
  readonly to: string | null
}

/** A slot of a centre's week, `HH:MM` to `HH:MM`, between two days. */
export interface Slot {
  readonly centre: string
  /** 1 (Monday) to 7. */
  readonly weekday: number
  readonly opening: string
  readonly closing: string
  readonly from: string
  readonly to: string | null
}

/** A kiosk out of order, wall time; `end` null: not yet mended when the file was received. */
export interface Outage {
  readonly kiosk: string
  readonly start: string
  readonly end: string | null
}

export interface OpenMinutes {
  /** Minutes during which the centre was open and the kiosk stood there. */
  readonly open: number
  /** Those of them during which it was out of order. */
  readonly down: number
}

const DAY = 86_400_000

/**
 * Minutes of opening hours of each kiosk's centre while it stood there, and those of them that an outage covers, between
 * two days (both included). Two outages at once count once. Wall time throughout: no slot crosses midnight.
 */
export function openMinutes(
  standings: readonly Standing[],
  slots: readonly Slot[],
  outages: readonly Outage[],
  { from, to }: { from: string; to: string },
): ReadonlyMap<string, OpenMinutes> {
  const byCentre = new Map<string, { open: number; down: number }>()
  for (const standing of standings) {
    const own = outages.filter(({ kiosk }) => kiosk === standing.kiosk)
    const weekly = slots.filter(({ centre }) => centre === standing.centre)
    const sum = byCentre.get(standing.centre) ?? { open: 0, down: 0 }
    const last = standing.to !== null && standing.to < to ? standing.to : to
    for (const day of daysBetween(standing.from > from ? standing.from : from, last)) {
      const down = own.filter(
        ({ start, end }) => start.slice(0, 10) <= day && (end === null || end.slice(0, 10) >= day),
      )
      for (const slot of weekly) {
        if (slot.weekday !== weekdayOf(day) || slot.from > day || (slot.to !== null && slot.to < day))
          continue
        const [opens, closes] = [minuteOf(slot.opening), minuteOf(slot.closing)]
        sum.open += Math.max(0, closes - opens)
        if (down.length > 0) sum.down += covered(down, day, opens, closes)
      }
    }
    byCentre.set(standing.centre, sum)
  }
  return byCentre
}

function daysBetween(from: string, to: string): string[] {
  const first = Date.parse(`${from}T00:00:00Z`)
  const days = Math.floor((Date.parse(`${to}T00:00:00Z`) - first) / DAY) + 1
  return Array.from({ length: Math.max(0, days) }, (_, index) =>
    new Date(first + index * DAY).toISOString().slice(0, 10),
  )
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** Minutes of a slot that outages cover, each minute once. */
function covered(outages: readonly Outage[], day: string, opens: number, closes: number): number {
  const on = (instant: string, otherwise: number) =>
    instant.slice(0, 10) === day ? minuteOf(instant.slice(11, 16)) : otherwise
  const spans = outages
    .map(({ start, end }): [number, number] => [
      Math.max(opens, on(start, 0)),
      Math.min(closes, end === null ? 1440 : on(end, 1440)),
    ])
    .sort(([a], [b]) => a - b)
  let minutes = 0
  let reached = opens
  for (const [start, end] of spans) {
    const begin = Math.max(start, reached)
    if (end > begin) minutes += end - begin
    reached = Math.max(reached, end)
  }
  return minutes
}
