import { addDays, isPublicHoliday, weekdayOf } from './calendar.ts'
import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** One stretch of one weekday, from a day to another. Times are minutes since midnight. */
export interface Hours {
  readonly centre: string
  readonly kind: 'opening' | 'reception'
  /** 0 for a Monday. */
  readonly weekday: number
  readonly opening: number
  readonly closing: number
  readonly from: string
  readonly to: string | null
}

const WEEKDAYS = Object.freeze(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])

/** When centres are open and their receptions staffed: shorter hours in summer, longer ones from the second year on. */
export function openingHours(world: World): Hours[] {
  const dice = world.dice('opening-hours')
  return world.centres.flatMap(({ id }) => {
    const morning = 60 * dice.integer(8, 9) + dice.pick([0, 30])
    const evening = 60 * dice.integer(17, 18) + dice.pick([0, 30])
    const saturday = dice.chance(0.3)
    const closed = dice.chance(0.4) ? dice.integer(0, 4) : null
    return seasonsOf(world).flatMap(({ from, to, summer, later }) =>
      Array.from({ length: saturday && !summer ? 6 : 5 }, (_, weekday) => weekday).flatMap(
        (weekday): Hours[] => {
          const at = { centre: id, weekday, from, to }
          const noon = 12 * 60 + 15
          const close = weekday === 5 ? noon : evening + (later && !summer ? 30 : 0)
          const day: Hours[] = [{ ...at, kind: 'opening', opening: morning, closing: noon }]
          if (weekday < 5 && !(summer && weekday === 4))
            day.push({ ...at, kind: 'opening', opening: 13 * 60 + 30, closing: close })
          if (weekday === closed)
            return day
              .map((one) => ({ ...one, opening: Math.max(one.opening, 14 * 60) }))
              .filter((one) => one.opening < one.closing)
          return [...day, { ...at, kind: 'reception', opening: morning + 30, closing: noon - 15 }]
        },
      ),
    )
  })
}

/** The stretches of a day of a centre; none on a public holiday. */
export function stretchesOn(hours: readonly Hours[], day: string): readonly Hours[] {
  if (isPublicHoliday(day)) return []
  const weekday = weekdayOf(day)
  return hours.filter(
    (one) => one.weekday === weekday && one.from <= day && (one.to === null || day <= one.to),
  )
}

export function openingHoursTable(world: World, hours: readonly Hours[]): SimulatedTable {
  return {
    table: 'opening_hours',
    rows: hours.map((one) => ({
      fields: {
        centre: one.centre,
        territory: world.centres.find(({ id }) => id === one.centre)?.territory ?? null,
        kind: one.kind,
        weekday: WEEKDAYS[one.weekday] ?? null,
        opening: clock(one.opening),
        closing: clock(one.closing),
        valid_from: one.from,
        valid_to: one.to,
      },
    })),
  }
}

/** `09:30` for 570 minutes. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

interface Season {
  readonly from: string
  readonly to: string | null
  readonly summer: boolean
  readonly later: boolean
}

/** From one change of hours to the next: each July and each September. */
function seasonsOf({ start, end }: World): Season[] {
  const years = Array.from(
    { length: Number(end.slice(0, 4)) - Number(start.slice(0, 4)) + 1 },
    (_, at) => Number(start.slice(0, 4)) + at,
  )
  const changes = years.flatMap((year) => [
    { from: `${year}-07-07`, summer: true },
    { from: `${year}-09-01`, summer: false },
  ])
  const inside = [
    { from: start, summer: false },
    ...changes.filter(({ from }) => start < from && from <= end),
  ]
  return inside.map(({ from, summer }, at) => {
    const next = inside[at + 1]?.from
    return {
      from,
      summer,
      to: next ? addDays(next, -1) : null,
      later: Number(from.slice(0, 4)) > Number(start.slice(0, 4)),
    }
  })
}
