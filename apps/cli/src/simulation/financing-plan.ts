import type { Scalar, SimulatedRow, SimulatedTable } from './record.ts'
import { sourcesOf, type World } from './world.ts'

/**
 * A financing plan by territory, funder and year, in thousands of euros, whichever of them its source has as columns. A
 * funder that bears the id of a territory is its town, and funds it alone. No amount of it was ever decided by anybody.
 */
export function financingPlan(world: World): SimulatedTable {
  const { territories, funders } = world.programme
  const [key] = sourcesOf(world.programme, 'funding').flatMap(({ unpivot }) => unpivot?.key ?? [])
  if (key === undefined) return { table: 'funding', rows: [] }
  const dice = world.dice('financing-plan')
  const places = new Set(territories.map(({ id }) => id))
  const years = [...new Set(world.days.map((day) => day.slice(0, 4)))]
  const rows = new Map<string, { fields: Record<string, Scalar>; counts: Map<string, number> }>()
  for (const { id: territory } of territories)
    for (const { id: funder } of funders) {
      const gives = places.has(funder) ? funder === territory : dice.chance(0.7)
      const usual = dice.skewed(18, 0.7)
      for (const year of years) {
        const all: Record<string, Scalar> = { territory, funder, year: Number(year) }
        const { [key]: column, ...fields } = all
        const at = JSON.stringify(fields)
        const row = rows.get(at) ?? { fields, counts: new Map() }
        rows.set(at, row)
        if (gives && !dice.chance(0.1))
          row.counts.set(`/${column}`, 1000 * Math.max(1, Math.round(usual * dice.skewed(1, 0.15))))
      }
    }
  return { table: 'funding', rows: [...rows.values()] satisfies SimulatedRow[] }
}
