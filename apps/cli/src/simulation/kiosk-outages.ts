import { addDays } from './calendar.ts'
import { byRank } from './dice.ts'
import type { Kiosk } from './kiosk-installations.ts'
import { clock } from './opening-hours.ts'
import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

export interface Outage {
  readonly kiosk: Kiosk
  /** Wall times. */
  readonly start: string
  readonly end: string
  readonly reason: string | null
}

/** One every two months for a kiosk, some kiosks breaking more than others; most last hours, a few last days. */
export function outagesOf(world: World, kiosks: readonly Kiosk[]): Outage[] {
  const dice = world.dice('kiosk-outages')
  const reasons = world.codes('kiosk_outages', 'reason')
  return kiosks.flatMap((kiosk) => {
    const days = world.days.filter(
      (day) => kiosk.installedOn <= day && (kiosk.removedOn === null || day < kiosk.removedOn),
    )
    const count = dice.count((days.length / 60) * dice.skewed(1, 0.4))
    return Array.from({ length: days.length > 0 ? count : 0 }, (): Outage => {
      const day = dice.pick(days)
      const from = dice.integer(8 * 60, 17 * 60)
      const minutes = Math.min(Math.ceil(dice.skewed(180, 1.2)), 10 * 1440)
      const until = from + minutes
      return {
        kiosk,
        start: `${day}T${clock(from)}:00`,
        end: `${addDays(day, Math.floor(until / 1440))}T${clock(until % 1440)}:00`,
        reason: reasons.length > 0 ? dice.weighted(reasons, byRank(reasons)) : null,
      }
    }).sort((a, b) => (a.start < b.start ? -1 : 1))
  })
}

export function kioskOutagesTable(outages: readonly Outage[]): SimulatedTable {
  return {
    table: 'kiosk_outages',
    rows: outages.map(({ kiosk, start, end, reason }) => ({
      fields: {
        kiosk: kiosk.id,
        centre: kiosk.centre,
        territory: kiosk.territory,
        started_at: start,
        ended_at: end,
        reason,
      },
    })),
  }
}
