import type { SourceFile } from '@retombees/programme/source-file'
import type { Attending } from './attendance.ts'
import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** Participants counted by gender and, apart, by age, in the one centre that keeps no sheet; one count in fourteen is off. */
export function headCounts(world: World, attending: readonly Attending[]): SimulatedTable {
  const sentTo = (source: SourceFile) => !isByCentre(source)
  const dice = world.dice('head-counts')
  const counted = new Map<string, Attending[]>()
  for (const one of attending)
    if (one.workshop.centre.headCountsOnly)
      counted.set(one.workshop.id, [...(counted.get(one.workshop.id) ?? []), one])
  const margins = world.programme.sources
    .filter((source) => source.table === 'head_counts' && sentTo(source))
    .flatMap(({ unpivot }) => unpivot?.columns ?? [])
  const rows = [...counted.values()].flatMap((people) => {
    const [first] = people
    if (!first) return []
    const { workshop } = first
    const ages = people.map(({ resident }) => Number(workshop.day.slice(0, 4)) - resident.birthYear)
    const noAges = dice.chance(0.1)
    const off = dice.chance(0.07)
    const counts = margins.flatMap(({ key, set }): [string, number][] => {
      const variable = String(set.variable ?? '')
      const place = `${variable}/${key}`
      if (variable === 'gender')
        return [[place, people.filter(({ resident }) => resident.gender === key).length + (off ? 1 : 0)]]
      if (variable === 'age_band')
        return noAges
          ? []
          : [[place, ages.filter((age) => inBand(world, String(set.code_list), key, age)).length]]
      return [[place, people.length]]
    })
    return {
      fields: {
        workshop: workshop.id,
        centre: workshop.centre.id,
        territory: workshop.centre.territory,
        day: workshop.day,
        kind: workshop.kind,
      },
      counts: new Map(counts),
    }
  })
  return { table: 'head_counts', rows, sentTo }
}

/** One column of the file for each centre. */
export function isByCentre({ unpivot }: SourceFile): boolean {
  return unpivot?.key === 'centre'
}

export function inBand({ programme }: World, list: string, code: string | number, age: number): boolean {
  const bands = programme.vocabularies.find(({ id }) => id === list)?.codes ?? []
  const band = bands.find(({ id }) => id === String(code))
  return band?.from !== undefined && band.from <= age && age <= (band.to ?? Number.POSITIVE_INFINITY)
}
