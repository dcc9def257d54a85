import type { Target } from './attacker.ts'
import type { Cube } from './cube.ts'
import { include, leafSet } from './leaf-set.ts'
import type { View } from './parts.ts'

/** Finds a second table by moving one or two events to other leaves, where no published sum notices. */
export interface Moves {
  /** A table that differs from the real one on the target and agrees with every sum; null when no such move is found. */
  away(target: Target): readonly number[] | null
}

/**
 * Moves of one event, and swaps of two: u and v exchange what they are on some of the dimensions. Every published sum
 * must count as many of the two before and after (the quadratic moves of P. Diaconis and B. Sturmfels, Annals of
 * Statistics 26 (1998) 363-397). Not all second tables are reached so: not finding one proves nothing.
 */
export function movesOf(cube: Cube, view: View): Moves {
  const truth = cube.leaves.map(({ count }) => count)
  const sizes = cube.dimensions.map(({ values }) => values.length)
  if (sizes.reduce((all, size) => all * size, 1) !== cube.leaves.length) return { away: () => null }
  const strides = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((all, size) => all * size, 1))
  const sums = view.sums.length
  const seenBy = truth.map(() => leafSet([], sums))
  view.sums.forEach(({ leaves }, sum) => {
    for (const leaf of leaves) include(seenBy[leaf] ?? leafSet([], sums), leafSet([sum], sums))
  })
  const held = view.hidden.map((leaves) => leaves.reduce((all, leaf) => all + (truth[leaf] ?? 0), 0))
  const within = truth.map((): number[] => [])
  view.hidden.forEach((leaves, cell) => {
    for (const leaf of leaves) within[leaf]?.push(cell)
  })
  const free = truth.flatMap((_, leaf) => (view.known.has(leaf) ? [] : [leaf]))
  const present = free.filter((leaf) => (truth[leaf] ?? 0) > 0)
  const alike = new Map<string, number[]>()
  for (const leaf of free) {
    const key = seenBy[leaf]?.join(',') ?? ''
    alike.set(key, [...(alike.get(key) ?? []), leaf])
  }

  /** Whether every sum counts as many of the leaves left as of the leaves gone to. */
  const unnoticed = (u: number, v: number, to: number, other: number) => {
    const [a, b, c, d] = [seenBy[u], seenBy[v], seenBy[to], seenBy[other]]
    if (!a || !b || !c || !d) return false
    for (let word = 0; word < a.length; word++) {
      const [before, with1, after, with2] = [a[word] ?? 0, b[word] ?? 0, c[word] ?? 0, d[word] ?? 0]
      if ((before ^ with1) !== (after ^ with2) || (before & with1) !== (after & with2)) return false
    }
    return true
  }

  /** The table after a move, unless it leaves a count negative or a hidden cell empty. */
  const moved = (from: readonly number[], to: readonly number[]) => {
    const table = [...truth]
    for (const leaf of from) table[leaf] = (table[leaf] ?? 0) - 1
    for (const leaf of to) table[leaf] = (table[leaf] ?? 0) + 1
    if (from.some((leaf) => (table[leaf] ?? 0) < 0)) return null
    const emptied = from.some((leaf) =>
      (within[leaf] ?? []).some((cell) => {
        const inside = new Set(view.hidden[cell])
        const change =
          to.filter((each) => inside.has(each)).length - from.filter((each) => inside.has(each)).length
        return (held[cell] ?? 0) + change < 1
      }),
    )
    return emptied ? null : table
  }

  const at = (leaf: number, axis: number) => Math.floor(leaf / (strides[axis] ?? 1)) % (sizes[axis] ?? 1)
  const swaps = 2 ** Math.max(0, sizes.length - 1)

  return {
    away(target) {
      const own = new Uint8Array(truth.length)
      for (const leaf of target.leaves) own[leaf] = 1
      const inside = (leaf: number) => own[leaf] === 1
      for (const u of target.leaves) {
        if ((truth[u] ?? 0) === 0 || view.known.has(u)) continue
        for (const to of alike.get(seenBy[u]?.join(',') ?? '') ?? []) {
          if (inside(to)) continue
          const table = moved([u], [to])
          if (table) return table
        }
        for (const v of present) {
          for (let mask = 1; mask < swaps; mask++) {
            let to = u
            let other = v
            for (let axis = 0; axis < sizes.length; axis++) {
              const shift = mask & (1 << axis) ? (at(v, axis) - at(u, axis)) * (strides[axis] ?? 1) : 0
              to += shift
              other -= shift
            }
            if (to === u || to === v || view.known.has(to) || view.known.has(other)) continue
            const change = Number(inside(to)) + Number(inside(other)) - 1 - Number(inside(v))
            if (change === 0 || !unnoticed(u, v, to, other)) continue
            const table = moved([u, v], [to, other])
            if (table) return table
          }
        }
      }
      return null
    },
  }
}
