import type { Programme } from '@retombees/programme/programme'
import type { CubeDefinition } from '@retombees/programme/publication-file'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { monthsOf } from '../published/period-units.ts'
import type { PrintedCount } from './attacker.ts'
import type { Cube, Dimension } from './cube.ts'

/** A count that is printed somewhere: of which months, and which values of which columns it adds up. */
export interface PrintedTally {
  readonly from: string
  readonly to: string
  readonly at: Readonly<Record<string, readonly string[]>>
  readonly count: number
}

/** The certain tallies that a cube is said to have been printed from, with the months of their period. */
export async function readPrinted(
  db: Kysely<Database>,
  programme: Programme,
  { printed }: CubeDefinition,
): Promise<readonly PrintedTally[]> {
  if (printed.length === 0) return []
  const facts = printed.map(({ fact }) => fact)
  const rows = await db
    .selectFrom('tallies')
    .select(['variable', 'codes', 'territory', 'centre', 'period', 'n'])
    .where('variable', 'in', facts)
    .where('certainty', '=', 'certain')
    .where('provenance', '=', 'published')
    .where('n', 'is not', null)
    .execute()
  return rows.flatMap((row): PrintedTally[] => {
    const period = programme.periods.find(({ id }) => id === row.period)
    const by = printed.find(({ fact }) => fact === row.variable)?.by
    if (!period || row.n === null) return []
    const at = {
      ...(row.territory === null ? {} : { territory: [row.territory] }),
      ...(row.centre === null ? {} : { centre: [row.centre] }),
      ...(by === undefined || row.codes === '*' ? {} : { [by]: row.codes.split('|') }),
    }
    return [{ from: period.start.slice(0, 7), to: period.end.slice(0, 7), at, count: row.n }]
  })
}

/** The leaves of a cube that each tally of exactly this period adds up. */
export function printedCounts(
  cube: Cube,
  period: string,
  tallies: readonly PrintedTally[],
): readonly PrintedCount[] {
  const months = monthsOf(period)
  return tallies
    .filter(({ from, to }) => from === months.from && to === months.to)
    .map(({ at, count }) => ({
      count,
      leaves: cube.leaves.flatMap((leaf, index) =>
        cube.dimensions.every((dimension, axis) => isAt(dimension, leaf.at[axis] ?? '', at)) ? [index] : [],
      ),
    }))
}

function isAt(
  { name, levels = [] }: Dimension,
  value: string,
  at: Readonly<Record<string, readonly string[]>>,
): boolean {
  if (at[name] && !at[name].includes(value)) return false
  return levels.every(
    (level) => !at[level.name] || at[level.name]?.some((group) => level.groups[group]?.includes(value)),
  )
}
