import {
  type Attacker,
  type Ceiling,
  outsider,
  type PrintedCount,
  type Target,
  targetsOf,
} from './attacker.ts'
import type { Cube } from './cube.ts'
import { movesOf } from './moves.ts'
import { otherTable } from './other-table.ts'
import { columnsIn, type Part, partsOf, tableWith, type View, valueIn } from './parts.ts'
import { polytope } from './polytope.ts'

/** A target that an attacker works out; `unproved` when no other table was found that agrees with what is published. */
export interface Leak {
  readonly attacker: Attacker
  readonly target: Target
  readonly verdict: 'exposed' | 'unproved'
}

/**
 * The independent audit: for every target of every attacker it looks for a second table of whole numbers that agrees with
 * all that is published and known, and has another value there. That table is checked sum by sum, exactly, so a leak is
 * never passed over by rounding. What cannot be proved safe is a leak.
 */
export function audit(
  cube: Cube,
  suppressed: ReadonlySet<string>,
  rule: {
    readonly threshold: number
    readonly attackers: readonly Attacker[]
    readonly printed: readonly PrintedCount[]
    readonly ceilings?: readonly Ceiling[]
  },
): readonly Leak[] {
  const open = rule.attackers.some(({ knows }) => knows.size === 0) ? [] : [outsider(cube)]
  // Those who know most come first: a second table that holds for them holds for whoever knows less.
  const found: (readonly number[])[] = []
  return [...open, ...rule.attackers]
    .reverse()
    .map((attacker) => {
      const targets = targetsOf(attacker, suppressed, rule.threshold, rule.printed)
      const view = { ...viewOf(cube, suppressed, attacker, rule.printed), ceilings: rule.ceilings ?? [] }
      return leaksOf(view, cube, targets, found).map((leak) => ({ ...leak, attacker }))
    })
    .reverse()
    .flat()
}

/** Whether a table of leaf counts agrees with everything in a view. */
export function agrees(view: View, truth: readonly number[], table: readonly number[]): boolean {
  return (
    table.every((count) => Number.isInteger(count) && count >= 0) &&
    view.sums.every(({ leaves, count }) => sumOf(leaves, table) === count) &&
    view.hidden.every((leaves) => sumOf(leaves, table) >= 1) &&
    (view.ceilings ?? []).every(({ leaves, most }) => sumOf(leaves, table) <= most) &&
    [...view.known].every((leaf) => table[leaf] === truth[leaf])
  )
}

export function viewOf(
  cube: Cube,
  suppressed: ReadonlySet<string>,
  attacker: Attacker,
  printed: readonly PrintedCount[],
): View {
  const listed = cube.cells.filter((cell) => cell.listed)
  return {
    sums: [...listed.filter((cell) => !suppressed.has(cell.key)), ...printed],
    hidden: listed.filter((cell) => suppressed.has(cell.key)).map((cell) => cell.leaves),
    known: attacker.knows,
  }
}

/** `found` holds second tables of other attackers, and is given those of this one. */
function leaksOf(
  view: View,
  cube: Cube,
  targets: readonly Target[],
  found: (readonly number[])[],
): readonly Omit<Leak, 'attacker'>[] {
  const truth = cube.leaves.map(({ count }) => count)
  const parts = partsOf(view, truth)
  const proved = new Set<Target>()
  const prove = (table: readonly number[]) => {
    for (const target of targets) if (sumOf(target.leaves, table) !== target.count) proved.add(target)
  }
  for (const table of found) if (agrees(view, truth, table)) prove(table)
  const moves = movesOf(cube, view)
  for (const target of targets) {
    if (proved.has(target)) continue
    const table = moves.away(target)
    if (table && agrees(view, truth, table) && sumOf(target.leaves, table) !== target.count)
      proved.add(target)
  }
  for (const part of parts)
    sweep(part, targets, proved, (point) => {
      const table = tableWith(truth, part, point)
      const before = proved.size
      if (agrees(view, truth, table)) prove(table)
      if (proved.size > before) found.push(table)
    })
  const leaks: Omit<Leak, 'attacker'>[] = []
  for (const target of targets) {
    if (proved.has(target)) continue
    const table = secondTable(view, truth, parts, target)
    if (typeof table === 'string') leaks.push({ target, verdict: table })
    else {
      prove(table)
      found.push(table)
    }
  }
  return leaks
}

/** Corners tried in directions of no meaning, before each target is looked at by itself. */
const RANDOM_CORNERS = 12

/**
 * Goes from corner to corner of a part: first anywhere, since a far corner tells many targets apart at once; then towards
 * and away from each target that no table has yet told apart.
 */
function sweep(
  part: Part,
  targets: readonly Target[],
  proved: ReadonlySet<Target>,
  found: (point: readonly number[]) => void,
): void {
  const shape = polytope(part.constraints, part.leaves.length)
  if (!shape) return
  const visit = (weights: ReadonlyMap<number, number>, wanted?: Target) => {
    const passing = (point: readonly number[]) => {
      if (point.every((each) => Math.abs(each - Math.round(each)) < 1e-6)) found(point.map(Math.round))
      return wanted !== undefined && proved.has(wanted)
    }
    const corner = shape.corner(weights, passing)
    if (corner) passing(corner)
  }
  const concerned = targets.flatMap((target) => {
    const columns = columnsIn(part, target.leaves)
    return columns.length > 0 ? [{ target, columns }] : []
  })
  for (let turn = 0; turn < RANDOM_CORNERS && concerned.some(({ target }) => !proved.has(target)); turn++) {
    visit(new Map(part.leaves.map((_, column) => [column, -(((column + 1) * (turn + 1) * 7919) % 101) - 1])))
  }
  for (const { target, columns } of concerned) {
    for (const sense of [1, -1]) {
      if (!proved.has(target)) visit(new Map(columns.map((column) => [column, sense])), target)
    }
  }
}

/** A second table that differs on the target: it is enough that one part of the target can change by itself. */
function secondTable(
  view: View,
  truth: readonly number[],
  parts: readonly Part[],
  target: Target,
): readonly number[] | Leak['verdict'] {
  let gaveUp = false
  for (const part of parts) {
    const columns = columnsIn(part, target.leaves)
    if (columns.length === 0) continue
    const value = columns.reduce((sum, column) => sum + valueIn(part, truth, column), 0)
    const found = otherTable(part.constraints, part.leaves.length, columns, value)
    if (found === 'none') continue
    const table = found === 'unproved' ? truth : tableWith(truth, part, found)
    if (agrees(view, truth, table) && sumOf(target.leaves, table) !== target.count) return table
    gaveUp = true
  }
  return gaveUp ? 'unproved' : 'exposed'
}

function sumOf(leaves: readonly number[], table: readonly number[]): number {
  return leaves.reduce((sum, leaf) => sum + (table[leaf] ?? 0), 0)
}
