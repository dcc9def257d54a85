import type { Dice } from './dice.ts'
import type { Resident } from './people.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import type { Workshop } from './workshops.ts'
import type { World } from './world.ts'

/** Who came to a workshop. */
export interface Attending {
  readonly workshop: Workshop
  readonly resident: Resident
  readonly firstTime: boolean
}

/** Draws those who come: most of them to their own centre, one in nine to another, the keen ones more often. */
export function attendingOf(
  world: World,
  workshops: readonly Workshop[],
  residents: readonly Resident[],
): Attending[] {
  const dice = world.dice('attendance')
  const seen = new Set<Resident>()
  const byCentre = new Map(
    world.centres.map(({ id }) => [id, residents.filter(({ centre }) => centre === id)]),
  )
  return workshops.flatMap((workshop) => {
    const coming = drawn(dice, byCentre.get(workshop.centre.id) ?? [], residents, workshop.attended)
    return coming.map((resident) => {
      const firstTime = !seen.has(resident)
      seen.add(resident)
      return { workshop, resident, firstTime }
    })
  })
}

/** Attendance sheets, one file a centre; the centre that only counts keeps none. */
export function attendanceSheets(world: World, attending: readonly Attending[]): SimulatedTable {
  const dice = world.dice('attendance-sheets')
  const rows = attending
    .filter(({ workshop }) => !workshop.centre.headCountsOnly)
    .map(({ workshop, resident, firstTime }): SimulatedRow => {
      const age = Number(workshop.day.slice(0, 4)) - resident.birthYear
      const named = resident.consents && !dice.chance(0.03)
      return {
        person: named ? resident : null,
        fields: {
          workshop: workshop.id,
          centre: workshop.centre.id,
          territory: workshop.centre.territory,
          day: workshop.day,
          kind: workshop.kind,
          gender: resident.gender,
          ...ageOn(world, dice, age),
          first_time: dice.chance(0.1) ? null : firstTime,
          consent: !resident.consents ? 'refused' : !named ? null : age < 18 ? 'guardian' : 'self',
        },
      }
    })
  return { table: 'attendances', rows, part: ({ fields }) => String(fields.centre) }
}

/** A sheet asks for the age or for its band, seldom for both, now and then for neither. */
function ageOn(world: World, dice: Dice, age: number): { age: number | null; age_band: string | null } {
  const asked = dice.weighted(['age', 'band', 'none'], [0.35, 0.6, 0.05])
  return {
    age: asked === 'age' ? age : null,
    age_band: asked === 'band' ? bandOf(world, 'attendances', age) : null,
  }
}

/** The band in which an age falls, in the list that a table's source writes. */
export function bandOf({ programme }: World, table: string, age: number): string | null {
  const source = programme.sources.find((one) => one.table === table && one.fields.age_band)
  const list = programme.vocabularies.find(({ id }) => id === source?.fields.age_band?.codes)
  const band = list?.codes.find(
    ({ from, to = Number.POSITIVE_INFINITY }) => from !== undefined && from <= age && age <= to,
  )
  return band?.id ?? null
}

function drawn(dice: Dice, own: readonly Resident[], all: readonly Resident[], count: number): Resident[] {
  const coming = new Set<Resident>()
  for (let tries = 0; coming.size < count && tries < count * 20; tries += 1) {
    const among = own.length > 0 && !dice.chance(0.11) ? own : all
    const one = dice.pick(among)
    if (dice.unit() < one.zeal / 3) coming.add(one)
  }
  return [...coming]
}
