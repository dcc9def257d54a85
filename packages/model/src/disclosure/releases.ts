import { type Attacker, isSmall } from './attacker.ts'
import { audit, type Leak } from './audit.ts'
import type { Cell, Cube, Leaf } from './cube.ts'
import { follows, freedomOf } from './elimination.ts'
import type { Rule } from './secondary.ts'

/**
 * The audit of several releases of the same closed period taken together: whoever kept them all sees every cell that any
 * of them published.
 */
export function auditReleases(
  cube: Cube,
  releases: readonly ReadonlySet<string>[],
  rule: Rule,
): readonly Leak[] {
  const [first = new Set<string>(), ...others] = releases
  const everHidden = new Set([...first].filter((key) => others.every((release) => release.has(key))))
  return audit(cube, everHidden, rule)
}

/** One release of a cube: what was counted and what was hidden. */
export interface Release {
  readonly cube: Cube
  readonly suppressed: ReadonlySet<string>
}

/**
 * What a late correction gives away to somebody: the sums, published or not, that changed by fewer contributors than the
 * threshold and whose change follows from the cells that both releases publish. Whoever knows some leaves knows how they
 * changed: what must stay unknown to them is the rest. Empty: the correction may go out.
 * Throws a RangeError when the two cubes do not have the same cells.
 */
export function correctionLeaks(
  before: Release,
  after: Release,
  threshold: number,
  { name, knows }: Pick<Attacker, 'name' | 'knows'> = PUBLIC,
): readonly string[] {
  const rest = ({ leaves }: Cell) => leaves.filter((leaf) => !knows.has(leaf))
  const cells = after.cube.cells.map((cell, index) => {
    const old = before.cube.cells[index]
    if (old?.key !== cell.key) throw new RangeError(`cells: found ${old?.key}, expected ${cell.key}`)
    return cell
  })
  const both = cells.filter(
    ({ key, listed }) => listed && !before.suppressed.has(key) && !after.suppressed.has(key),
  )
  const freedom = freedomOf(both.map(rest), after.cube.leaves.length)
  const changed = after.cube.leaves.map((leaf, index) => changesOf(before.cube.leaves[index], leaf))
  return cells.flatMap((cell) => {
    const leaves = rest(cell)
    if (!isSmall(changersOf(changed, leaves), threshold) || !follows(freedom, leaves)) return []
    return [leaves.length === cell.leaves.length ? cell.key : `${cell.key} sans ${name}`]
  })
}

const PUBLIC = Object.freeze({ name: 'public', knows: new Set<number>() })

/** Who came, left or came a different number of times: persons where they are known, events where they are not. */
interface Changes {
  readonly persons: readonly string[]
  readonly anonymous: number
}

function changesOf(before: Leaf | undefined, after: Leaf): Changes {
  const old = before?.persons ?? new Set<string>()
  const persons = [...new Set([...old, ...after.persons])].filter(
    (person) => old.has(person) !== after.persons.has(person),
  )
  const moved = Math.abs(after.count - (before?.count ?? 0))
  return { persons, anonymous: Math.max(0, moved - persons.length) }
}

function changersOf(changed: readonly Changes[], leaves: readonly number[]): number {
  const persons = new Set<string>()
  let anonymous = 0
  for (const leaf of leaves) {
    for (const person of changed[leaf]?.persons ?? []) persons.add(person)
    anonymous += changed[leaf]?.anonymous ?? 0
  }
  return persons.size + anonymous
}
