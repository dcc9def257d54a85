import type { Attacker, Target } from './attacker.ts'
import type { Cell, Cube } from './cube.ts'
import { include, isWithin, isWithinBoth, type LeafSet, leafSet, meets } from './leaf-set.ts'

/** A cell to be published that is not zero: only such a cell is ever suppressed. */
interface Listed {
  readonly key: string
  readonly count: number
  readonly totals: number
  readonly leaves: LeafSet
  /** Listed cells that it holds, and those that hold it. */
  readonly inside: number[]
  readonly around: number[]
}

/** Chooses what to suppress beside a target. */
export interface Shield {
  /**
   * The cells to suppress so that no published sum gives the target away by itself: in each that does, the cell beside it
   * that is given away least itself, then the finest, then the smallest; the sum where nothing stands beside. Empty when
   * none gives it away.
   */
  against(attacker: Attacker, suppressed: ReadonlySet<string>, target: Target): readonly string[]
  /** The first published cell beside the target or around it, where several sums together give it away. */
  nearest(attacker: Attacker, suppressed: ReadonlySet<string>, target: Target): readonly string[]
  /** Whether, once this cell is published again, some published sum gives a suppressed cell away by itself. */
  isNeeded(attacker: Attacker, suppressed: ReadonlySet<string>, key: string): boolean
}

/** Never a zero: an attacker is taken to know that a suppressed cell is not one. */
export function shieldOf(cube: Cube): Shield {
  const size = cube.leaves.length
  const cells = listedCells(cube)
  const zeros = cube.cells.filter((cell) => cell.listed && cell.count === 0)
  const known = (attacker: Attacker) => {
    const open = leafSet(attacker.knows, size)
    for (const zero of zeros) include(open, leafSet(zero.leaves, size))
    return open
  }

  /** Whether a published sum gives `own` away: all of the sum outside it is published, known or zero. */
  const tells = (sum: Listed, own: LeafSet, open: LeafSet, hidden: (at: number) => boolean) => {
    const seen = own.slice()
    include(seen, open)
    for (const at of sum.inside) {
      const cell = cells[at]
      if (cell && !hidden(at) && !meets(cell.leaves, own)) include(seen, cell.leaves)
    }
    return isWithin(sum.leaves, seen)
  }

  const beside = (sum: Listed, own: LeafSet, open: LeafSet) =>
    sum.inside.filter((at) => {
      const leaves = cells[at]?.leaves
      return leaves !== undefined && !meets(leaves, own) && !isWithin(leaves, open)
    })

  const cheapest = (candidates: readonly number[], open: LeafSet, hidden: (at: number) => boolean) => {
    const costs = candidates.map((at) => {
      const cell = cells[at]
      const alone = (cell?.around ?? []).filter((around) => {
        const sum = cells[around]
        return (
          cell &&
          sum &&
          !hidden(around) &&
          tells(sum, cell.leaves, open, (other) => other === at || hidden(other))
        )
      })
      return { at, alone: alone.length }
    })
    return costs.sort((a, b) => a.alone - b.alone || finestFirst(cells[a.at], cells[b.at]))[0]?.at
  }

  const around = (own: LeafSet, hidden: (at: number) => boolean) =>
    cells.flatMap((cell, at) => (!hidden(at) && meets(own, cell.leaves) ? [at] : []))

  const choose = (sums: readonly number[], own: LeafSet, open: LeafSet, hidden: (at: number) => boolean) => {
    const chosen = new Set<number>()
    for (const at of sums) {
      const sum = cells[at]
      if (!sum || chosen.has(at)) continue
      const near = beside(sum, own, open)
      if (near.some((other) => chosen.has(other))) continue
      const now = (other: number) => hidden(other) || chosen.has(other)
      chosen.add(
        cheapest(
          near.filter((other) => !hidden(other)),
          open,
          now,
        ) ?? at,
      )
    }
    return [...chosen].flatMap((at) => cells[at]?.key ?? [])
  }

  return {
    against(attacker, suppressed, target) {
      const own = leafSet(target.leaves, size)
      const open = known(attacker)
      const hidden = (at: number) => suppressed.has(cells[at]?.key ?? '')
      const telling = around(own, hidden).filter((at) => {
        const sum = cells[at]
        return sum && isWithin(own, sum.leaves) && tells(sum, own, open, hidden)
      })
      return choose(telling, own, open, hidden)
    },
    isNeeded(attacker, suppressed, key) {
      const at = cells.findIndex((cell) => cell.key === key)
      const hidden = (other: number) => other !== at && suppressed.has(cells[other]?.key ?? '')
      const open = known(attacker)
      return [at, ...(cells[at]?.around ?? [])].some((around) => {
        const sum = cells[around]
        if (!sum || hidden(around)) return false
        const covered = open.slice()
        for (const other of sum.inside) {
          const cell = cells[other]
          if (cell && !hidden(other)) include(covered, cell.leaves)
        }
        return sum.inside.some((other) => {
          const own = hidden(other) ? cells[other]?.leaves : undefined
          return own && isWithinBoth(sum.leaves, covered, own) && tells(sum, own, open, hidden)
        })
      })
    },
    nearest(attacker, suppressed, target) {
      const own = leafSet(target.leaves, size)
      const hidden = (at: number) => suppressed.has(cells[at]?.key ?? '')
      const [first] = around(own, hidden).sort((a, b) => finestFirst(cells[a], cells[b]))
      return first === undefined ? [] : choose([first], own, known(attacker), hidden)
    },
  }
}

function listedCells(cube: Cube): readonly Listed[] {
  const cells = cube.cells
    .filter((cell) => cell.listed && cell.count > 0)
    .map((cell) => ({
      key: cell.key,
      count: cell.count,
      totals: totalsOf(cell),
      leaves: leafSet(cell.leaves, cube.leaves.length),
      inside: [] as number[],
      around: [] as number[],
    }))
  cells.forEach((outer, at) => {
    cells.forEach((inner, other) => {
      if (at === other || !isWithin(inner.leaves, outer.leaves)) return
      outer.inside.push(other)
      inner.around.push(at)
    })
  })
  return cells
}

function totalsOf({ at }: Cell): number {
  return at.filter((value) => value === null).length
}

/** Fewest totals first, then the smallest count, then the key. */
function finestFirst(a: Listed | undefined, b: Listed | undefined): number {
  if (!a || !b) return 0
  return a.totals - b.totals || a.count - b.count || (a.key < b.key ? -1 : 1)
}
