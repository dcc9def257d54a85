import { isSchoolHoliday } from './calendar.ts'
import { byRank } from './dice.ts'
import { type Hours, stretchesOn } from './opening-hours.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** What a reception notes, while it is staffed: visits most of all, few profiles asked, few redirections. */
const KINDS = Object.freeze(['visit', 'accompaniment', 'computer-help', 'redirection'])
const OFTEN = Object.freeze([0.46, 0.3, 0.16, 0.08])

export function receptionRegister(world: World, hours: readonly Hours[]): SimulatedTable {
  const dice = world.dice('reception-register')
  const of = (field: string) => world.codes('reception_visits', field)
  const [to, reasons, procedures, autonomies, genders, ages] = [
    'redirected_to',
    'redirection_reason',
    'procedure',
    'autonomy',
    'gender',
    'age_band',
  ].map(of) as [
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
  ]
  const one = (codes: readonly string[], steepness: number) =>
    codes.length > 0 ? dice.weighted(codes, byRank(codes, steepness)) : null
  const staffed = world.centres.map((centre) => ({
    ...centre,
    /** Some receptions ask for a profile, others do not. */
    asks: dice.chance(0.6),
    hours: hours.filter((stretch) => stretch.centre === centre.id && stretch.kind === 'reception'),
  }))
  const slots = world.days.flatMap((day) =>
    staffed.flatMap((centre) =>
      stretchesOn(centre.hours, day).map(() => ({
        day,
        centre,
        weight: centre.size * (isSchoolHoliday(day) ? 0.6 : 1),
      })),
    ),
  )
  const total = slots.reduce((sum, { weight }) => sum + weight, 0)
  const visits = world.scale.sessions * 0.3
  const rows = slots.flatMap(({ day, centre, weight }) =>
    Array.from({ length: dice.count((visits * weight) / Math.max(total, 1e-9)) }, (): SimulatedRow => {
      const kind = dice.weighted(KINDS, OFTEN)
      const asked = centre.asks && dice.chance(0.85)
      const helped = kind === 'accompaniment' || kind === 'computer-help'
      return {
        fields: {
          centre: centre.id,
          territory: centre.territory,
          day,
          kind,
          redirected_to: kind === 'redirection' ? one(to, 0.6) : null,
          redirection_reason: kind === 'redirection' ? one(reasons, 0.7) : null,
          procedure: helped ? one(procedures, 0.6) : null,
          autonomy: helped ? one(autonomies, 0.4) : null,
          gender: asked ? one(genders, 0.7) : null,
          age_band: asked && ages.length > 0 ? dice.pick(ages) : null,
        },
      }
    }),
  )
  return { table: 'reception_visits', rows, part: ({ fields }) => String(fields.centre) }
}
