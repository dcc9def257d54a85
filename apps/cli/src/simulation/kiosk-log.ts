import { isSchoolHoliday } from './calendar.ts'
import { byRank } from './dice.ts'
import type { Kiosk } from './kiosk-installations.ts'
import type { Outage } from './kiosk-outages.ts'
import { clock, type Hours, stretchesOn } from './opening-hours.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** More sessions than this in half a day is more than a kiosk can take one after the other: they then overlap. */
const CROWD = 20

/** The log of the kiosks: while centres are open and kiosks work, fewer sessions in school holidays, more as months go by. */
export function kioskLog(
  world: World,
  kiosks: readonly Kiosk[],
  outages: readonly Outage[],
  hours: readonly Hours[],
): SimulatedTable {
  const dice = world.dice('kiosk-log')
  const sites = world.codes('kiosk_sessions', 'site')
  const slots = slotsOf(world, kiosks, hours)
  const weights = slots.map(({ weight }) => weight)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const rows = slots.flatMap((slot): SimulatedRow[] => {
    const { kiosk, day, stretch } = slot
    const expected = (world.scale.sessions * slot.weight) / Math.max(total, 1e-9)
    const starts = Array.from({ length: dice.count(expected) }, () =>
      dice.integer(stretch.opening * 60, stretch.closing * 60 - 60),
    ).sort((a, b) => a - b)
    let free = 0
    return starts.flatMap((drawn) => {
      const start = expected > CROWD ? drawn : Math.max(drawn, free)
      const end = Math.min(start + Math.ceil(dice.skewed(280, 0.9)), stretch.closing * 60)
      if (end <= start) return []
      free = end + dice.integer(5, 60)
      const at = (seconds: number) =>
        `${day}T${clock(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
      if (isDown(outages, kiosk, at(start))) return []
      return {
        fields: {
          kiosk: kiosk.id,
          centre: kiosk.centre,
          territory: kiosk.territory,
          started_at: at(start),
          ended_at: dice.chance(0.015) ? null : at(end),
          site: sites.length > 0 && !dice.chance(0.04) ? dice.weighted(sites, byRank(sites, 1)) : null,
        },
      }
    })
  })
  return { table: 'kiosk_sessions', rows, part: ({ fields }) => String(fields.started_at).slice(0, 4) }
}

interface Slot {
  readonly kiosk: Kiosk
  readonly day: string
  readonly stretch: Hours
  readonly weight: number
}

function slotsOf(world: World, kiosks: readonly Kiosk[], hours: readonly Hours[]): Slot[] {
  const perCentre = new Map(
    world.centres.map(({ id, size }) => [
      id,
      { size, hours: hours.filter(({ centre, kind }) => centre === id && kind === 'opening') },
    ]),
  )
  return world.days.flatMap((day, at) => {
    const growth = 0.6 + (0.8 * at) / world.days.length
    const season = isSchoolHoliday(day) ? 0.55 : 1
    return kiosks
      .filter((kiosk) => kiosk.installedOn <= day && (kiosk.removedOn === null || day < kiosk.removedOn))
      .flatMap((kiosk) => {
        const centre = perCentre.get(kiosk.centre)
        return stretchesOn(centre?.hours ?? [], day).map((stretch) => ({
          kiosk,
          day,
          stretch,
          weight: (centre?.size ?? 1) * growth * season * (stretch.closing - stretch.opening),
        }))
      })
  })
}

function isDown(outages: readonly Outage[], kiosk: Kiosk, wall: string): boolean {
  return outages.some((outage) => outage.kiosk.id === kiosk.id && outage.start <= wall && wall < outage.end)
}
