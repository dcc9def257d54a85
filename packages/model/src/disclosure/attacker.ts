import { type Cube, contributorsOf } from './cube.ts'

/** Someone who reads what is published and knows some leaves already: the director of a centre knows their own. */
export interface Attacker {
  readonly name: string
  readonly knows: ReadonlySet<number>
  /** What each sum in the cube holds besides what they know. */
  readonly rests: readonly Rest[]
}

/** The part of a cell that an attacker does not know. */
export interface Rest {
  readonly cell: string
  readonly name: string
  readonly leaves: readonly number[]
  /** The same for the same leaves. */
  readonly key: string
  readonly count: number
  readonly contributors: number
}

/** A printed count that everybody can read elsewhere: exempt from suppression, and known to every attacker. */
export interface PrintedCount {
  readonly leaves: readonly number[]
  readonly count: number
}

/** What a sum of leaves cannot be more than, as everybody knows: no more persons came than were counted at the door. */
export interface Ceiling {
  readonly leaves: readonly number[]
  readonly most: number
}

/** A sum of leaves that an attacker must not be able to work out. */
export type Target = Pick<Rest, 'name' | 'leaves' | 'count'>

/** Those who only know what is published. */
export function outsider(cube: Cube): Attacker {
  return attackerOf(cube, 'public', new Set())
}

/** One attacker for each value of a dimension, who knows every leaf of it: the director of each centre. */
export function insiders(cube: Cube, dimension: string): readonly Attacker[] {
  return insidersOf(cube, dimension).map(({ name, knows }) => attackerOf(cube, name, knows))
}

/** The leaves that each of those insiders knows, by name. */
export function insidersOf(cube: Cube, dimension: string): readonly Pick<Attacker, 'name' | 'knows'>[] {
  const axis = cube.dimensions.findIndex(({ name }) => name === dimension)
  if (axis < 0) throw new RangeError(`dimension: found ${dimension}, expected one of the cube's`)
  return (cube.dimensions[axis]?.values ?? []).map((value) => {
    const own = cube.leaves.flatMap((leaf, index) => (leaf.at[axis] === value ? [index] : []))
    return { name: `${dimension} ${value}`, knows: new Set(own) }
  })
}

/** Somebody who knows these leaves. */
export function attackerOf(cube: Cube, name: string, knows: ReadonlySet<number>): Attacker {
  const rests = cube.cells.flatMap((cell): Rest[] => {
    const leaves = cell.leaves.filter((leaf) => !knows.has(leaf))
    if (leaves.length === 0) return []
    if (leaves.length === cell.leaves.length) {
      return [
        {
          cell: cell.key,
          name: cell.key,
          leaves,
          key: leaves.join(','),
          count: cell.count,
          contributors: cell.contributors,
        },
      ]
    }
    const count = leaves.reduce((sum, leaf) => sum + (cube.leaves[leaf]?.count ?? 0), 0)
    const contributors = contributorsOf(cube.leaves, leaves)
    return [
      {
        cell: cell.key,
        name: `${cell.key} sans ${name}`,
        leaves,
        key: leaves.join(','),
        count,
        contributors,
      },
    ]
  })
  return { name, knows, rests }
}

/**
 * What must stay unknown to an attacker: every suppressed cell, and every sum in the cube, published or not, that has
 * contributors and fewer than the threshold. What the attacker knows already is taken out of each: what a director must
 * not learn is the rest. A sum that is printed elsewhere is no secret.
 */
export function targetsOf(
  attacker: Attacker,
  suppressed: ReadonlySet<string>,
  threshold: number,
  printed: readonly PrintedCount[] = [],
): readonly Target[] {
  const open = new Set(printed.map(({ leaves }) => leaves.join(',')))
  const targets = new Map<string, Target>()
  for (const rest of attacker.rests) {
    const hidden = suppressed.has(rest.cell) && rest.contributors > 0
    if (!hidden && !isSmall(rest.contributors, threshold)) continue
    if (!targets.has(rest.key) && !open.has(rest.key)) targets.set(rest.key, rest)
  }
  return [...targets.values()]
}

/** Some contributors, and fewer than the threshold. Nobody is not few: a zero is published. */
export function isSmall(contributors: number, threshold: number): boolean {
  return contributors > 0 && contributors < threshold
}
