import { isPublicHoliday, isSchoolHoliday, weekdayOf } from './calendar.ts'
import type { SimulatedTable } from './record.ts'
import type { SimulatedCentre, World } from './world.ts'

export interface Workshop {
  readonly id: string
  readonly centre: SimulatedCentre
  readonly day: string
  readonly kind: string | null
  readonly area: string | null
  readonly prototype: string | null
  readonly status: 'held' | 'cancelled'
  readonly outside: boolean
  readonly places: number | null
  /** How many come. */
  readonly attended: number
}

/** A calendar that draws about as many attendances as are asked for: kinds of workshop draw more people or fewer. */
export function workshopsOf(world: World): Workshop[] {
  const dice = world.dice('workshops')
  const kinds = world.codes('workshops', 'kind')
  const areas = world.codes('workshops', 'area')
  const prototypes = world.codes('workshops', 'prototype')
  const groups = kinds.map(() => Math.max(4, Math.round(dice.skewed(11, 0.5))))
  const workdays = world.days.filter((day) => weekdayOf(day) < 6 && !isPublicHoliday(day))
  const terms = workdays.map((day) => (isSchoolHoliday(day) ? 0.35 : 1))
  const sizes = world.centres.map(({ size }) => size)
  const made: Omit<Workshop, 'id'>[] = []
  for (let drawn = 0; drawn < world.scale.attendances; ) {
    const at = kinds.length > 0 ? dice.integer(0, kinds.length - 1) : 0
    const cancelled = dice.chance(0.05)
    const attended = cancelled ? 0 : Math.max(2, Math.round(dice.skewed(groups[at] ?? 10, 0.45)))
    drawn += Math.max(attended, 1)
    made.push({
      centre: dice.weighted(world.centres, sizes),
      day: dice.weighted(workdays, terms),
      kind: kinds[at] ?? null,
      area: areas.length > 0 && dice.chance(0.8) ? dice.pick(areas) : null,
      prototype: prototypes.length > 0 && dice.chance(0.35) ? dice.pick(prototypes) : null,
      status: cancelled ? 'cancelled' : 'held',
      outside: dice.chance(0.12),
      places: dice.chance(0.9) ? Math.max(attended, Math.round((groups[at] ?? 10) * 1.4)) : null,
      attended,
    })
  }
  return made
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map((one, at) => ({ ...one, id: `AT-${one.day.slice(0, 4)}-${String(at + 1).padStart(3, '0')}` }))
}

export function workshopsTable(workshops: readonly Workshop[]): SimulatedTable {
  return {
    table: 'workshops',
    rows: workshops.map((one) => ({
      fields: {
        workshop: one.id,
        centre: one.centre.id,
        territory: one.centre.territory,
        day: one.day,
        kind: one.kind,
        area: one.area,
        prototype: one.prototype,
        status: one.status,
        outside: one.outside,
        places: one.places,
      },
    })),
  }
}
