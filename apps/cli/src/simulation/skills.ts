import { addDays } from './calendar.ts'
import type { Resident } from './people.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** How many of those who are measured before come back after. */
const RETURN = 0.62

/**
 * Levels of one respondent in three, before an action and, for those who come back, some months after: a gain for most,
 * none for some, larger where one begins low.
 */
export function skills(world: World, residents: readonly Resident[]): SimulatedTable {
  const dice = world.dice('skills')
  const areas = world.programme.sources
    .filter(({ table }) => table === 'skill_assessments')
    .flatMap(({ unpivot }) => unpivot?.columns ?? [])
    .map(({ key }) => String(key))
  const audiences = world.codes('skill_assessments', 'audience')
  const measured = residents.slice(0, Math.round(world.scale.respondents / 3))
  const lastStart = world.days[Math.max(0, world.days.length - 240)] ?? world.end
  const starts = world.days.filter((day) => day <= lastStart)
  const rows = measured.flatMap((resident): SimulatedRow[] => {
    const audience = audiences.length > 0 ? dice.weighted(audiences, [0.7, 0.3]) : null
    const day = dice.pick(starts)
    const levels = areas.map(() => Math.min(7.5, Math.max(0, dice.skewed(1.6, 0.6))))
    const centre = world.centres.find(({ id }) => id === resident.centre)
    const at = (when: string, moment: string, values: readonly number[]): SimulatedRow => ({
      person: resident,
      fields: {
        audience,
        centre: resident.centre,
        territory: centre?.territory ?? null,
        day: when,
        moment,
      },
      counts: new Map(areas.map((area, index) => [`/${area}`, halves(values[index] ?? 0)])),
    })
    const before = at(day, 'before', levels)
    if (!dice.chance(RETURN)) return [before]
    const gained = levels.map((level) => Math.min(8, level + (dice.chance(0.75) ? dice.skewed(0.8, 0.5) : 0)))
    return [before, at(addDays(day, dice.integer(60, 200)), 'after', gained)]
  })
  return { table: 'skill_assessments', rows }
}

/** Levels are given by halves. */
function halves(level: number): number {
  return Math.round(level * 2) / 2
}
