import type { Attacker, PrintedCount } from './attacker.ts'
import type { Cube } from './cube.ts'

/** What an attacker knows for certain of the leaves: sums, and sums that are at least so much. */
export interface System {
  /** Leaves whose value is unknown, each a column. */
  readonly columns: readonly number[]
  readonly columnOf: ReadonlyMap<number, number>
  readonly equations: readonly Equation[]
  readonly floors: readonly Floor[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

export interface Equation {
  readonly columns: readonly number[]
  readonly sum: number
}
export interface Floor {
  readonly columns: readonly number[]
  readonly atLeast: number
}

/**
 * The system of an attacker: an equation for each published cell and printed count, less what they know already; and,
 * since a zero is always published, a suppressed cell is at least one. Bounds are then tightened until nothing moves, and
 * a leaf whose bounds meet is known.
 */
export function systemOf(
  cube: Cube,
  suppressed: ReadonlySet<string>,
  attacker: Attacker,
  printed: readonly PrintedCount[],
): System {
  const known = new Map<number, number>()
  for (const leaf of attacker.knows) known.set(leaf, cube.leaves[leaf]?.count ?? 0)
  const sums: { leaves: readonly number[]; count: number }[] = [...printed]
  const floors: { leaves: readonly number[]; count: number }[] = []
  for (const cell of cube.cells) {
    if (!cell.listed) continue
    if (suppressed.has(cell.key)) floors.push({ leaves: cell.leaves, count: 1 })
    else sums.push(cell)
  }
  const low = cube.leaves.map((_, leaf) => known.get(leaf) ?? 0)
  const high = cube.leaves.map((_, leaf) => known.get(leaf) ?? Number.POSITIVE_INFINITY)
  tighten(low, high, sums, floors)
  const columns = cube.leaves.flatMap((_, leaf) => (low[leaf] === high[leaf] ? [] : [leaf]))
  const columnOf = new Map(columns.map((leaf, column) => [leaf, column]))
  const remaining = ({ leaves, count }: { leaves: readonly number[]; count: number }) => {
    const settled = leaves.filter((leaf) => !columnOf.has(leaf))
    return {
      columns: leaves.flatMap((leaf) => columnOf.get(leaf) ?? []),
      rest: settled.reduce((rest, leaf) => rest - (low[leaf] ?? 0), count),
    }
  }
  return {
    columns,
    columnOf,
    equations: distinct(sums.map(remaining)).map(({ columns: own, rest }) => ({ columns: own, sum: rest })),
    floors: distinct(floors.map(remaining))
      .filter(({ rest }) => rest > 0)
      .map(({ columns: own, rest }) => ({ columns: own, atLeast: rest })),
    low: columns.map((leaf) => low[leaf] ?? 0),
    high: columns.map((leaf) => high[leaf] ?? Number.POSITIVE_INFINITY),
  }
}

function distinct<T extends { columns: readonly number[]; rest: number }>(rows: readonly T[]): readonly T[] {
  const seen = new Map<string, T>()
  for (const row of rows) if (row.columns.length > 0) seen.set(`${row.columns.join(',')}=${row.rest}`, row)
  return [...seen.values()]
}

interface Sum {
  readonly leaves: readonly number[]
  readonly count: number
}

/** Bounds tightened this often are near enough: any bound reached is true, and the audit does not rely on them. */
const SWEEPS = 100

/** Tightens the bounds of each leaf by each sum and floor, until none moves. */
function tighten(low: number[], high: number[], sums: readonly Sum[], floors: readonly Sum[]): void {
  let moved = true
  for (let sweep = 0; moved && sweep < SWEEPS; sweep++) {
    moved = false
    for (const { leaves, count } of sums) {
      moved = tightenBy(low, high, leaves, count, count) || moved
    }
    for (const { leaves, count } of floors) {
      moved = tightenBy(low, high, leaves, count, Number.POSITIVE_INFINITY) || moved
    }
  }
}

function tightenBy(
  low: number[],
  high: number[],
  leaves: readonly number[],
  least: number,
  most: number,
): boolean {
  const lows = leaves.reduce((sum, leaf) => sum + (low[leaf] ?? 0), 0)
  const endless = leaves.filter((leaf) => high[leaf] === Number.POSITIVE_INFINITY).length
  const highs = leaves.reduce((sum, leaf) => sum + finite(high[leaf]), 0)
  let moved = false
  for (const leaf of leaves) {
    const own = high[leaf] ?? 0
    const others = endless - Number(own === Number.POSITIVE_INFINITY)
    const floor = others > 0 ? 0 : least - (highs - finite(own))
    const ceiling = most - (lows - (low[leaf] ?? 0))
    if (floor > (low[leaf] ?? 0)) {
      low[leaf] = floor
      return true
    }
    if (ceiling < own) {
      high[leaf] = ceiling
      moved = true
    }
  }
  return moved
}

function finite(value: number | undefined): number {
  return value === undefined || value === Number.POSITIVE_INFINITY ? 0 : value
}
