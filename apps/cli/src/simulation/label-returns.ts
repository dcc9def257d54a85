import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

const STRUCTURES = Object.freeze([
  'Centre social exemple des Glycines',
  'Centre social exemple du Moulin',
  'Maison de quartier exemple des Bateliers',
  'Centre socioculturel exemple des Tisserands',
  'Association exemple Le Relais',
])

/** One return a year of each structure; some years some structures send nothing, or count only the people. */
export function labelReturns(world: World): SimulatedTable {
  const dice = world.dice('label-returns')
  const years = [...new Set(world.days.map((day) => day.slice(0, 4)))].slice(1)
  const columns = world.programme.sources
    .filter(({ table }) => table === 'label_returns')
    .flatMap(({ unpivot }) => unpivot?.columns ?? [])
  const rows = years.flatMap((year) =>
    STRUCTURES.filter(() => dice.chance(0.8)).map((label) => {
      const workshops = dice.integer(2, 14)
      const people = Math.round(workshops * dice.skewed(11, 0.3))
      const detailed = dice.chance(0.75)
      const counts = columns.flatMap(({ key, set }): [string, number][] => {
        const variable = String(set.variable ?? '')
        if (variable === 'workshops') return [[`${variable}/${key}`, workshops]]
        if (variable === 'people') return [[`${variable}/${key}`, people]]
        return detailed ? [[`${variable}/${key}`, Math.round(people * dice.unit() * 0.4)]] : []
      })
      return {
        fields: { structure_label: label, period_start: `${year}-01-01`, period_end: `${year}-12-31` },
        counts: new Map(counts),
      }
    }),
  )
  return { table: 'label_returns', rows }
}
