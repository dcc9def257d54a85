import type { Provenance } from '@retombees/contract/figure'
import type { CubeTables } from '@retombees/warehouse/cube-cells'
import type { Cell, Cube, Dimension } from './cube.ts'
import type { PeriodTables } from './period-tables.ts'

/** A row of `cube_cells`: what leaves the house of one cell. */
export type CellRow = CubeTables['cube_cells']

/** What of a period leaves the house: listed cells, without a count where they are suppressed. */
export function cellRows(
  { cubes, suppressed }: PeriodTables,
  of: {
    readonly fact: string
    readonly period: string
    readonly provenance: Provenance
    readonly threshold: number
  },
): readonly CellRow[] {
  const { fact, period, provenance, threshold } = of
  return cubes
    .flatMap(({ by, cube }, index) =>
      cube.cells
        .filter(({ listed }) => listed)
        .map((cell) => ({
          fact,
          counted: by === null ? '*' : 'person',
          provenance,
          period,
          ...placeOf(cube, cell),
          n: suppressed[index]?.has(cell.key) ? null : cell.count,
          threshold,
        })),
    )
    .filter(firstOfPlace())
}

/** The total of persons stands in each of their tables and is one cell. */
function firstOfPlace(): (row: CellRow) => boolean {
  const seen = new Set<string>()
  return ({ counted, dimensions, codes }) => {
    const place = JSON.stringify([counted, dimensions, codes])
    if (seen.has(place)) return false
    seen.add(place)
    return true
  }
}

function placeOf({ dimensions }: Cube, { at }: Cell): { dimensions: string; codes: string } {
  const fixed = dimensions
    .flatMap((dimension, axis) => {
      const value = at[axis] ?? null
      return value === null ? [] : [{ name: columnOf(dimension, value), value }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    dimensions: fixed.map(({ name }) => name).join('|'),
    codes: fixed.map(({ value }) => value).join('|'),
  }
}

/** A value is of the dimension itself, or of the level that groups it. */
function columnOf({ name, values, levels = [] }: Dimension, value: string): string {
  if (values.includes(value)) return name
  return levels.find(({ groups }) => value in groups)?.name ?? name
}
