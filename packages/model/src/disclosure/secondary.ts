import { DisclosureError } from '../errors.ts'
import {
  type Attacker,
  type Ceiling,
  isSmall,
  type PrintedCount,
  type Target,
  targetsOf,
} from './attacker.ts'
import type { Cube } from './cube.ts'
import { exposed } from './exposure.ts'
import { type Shield, shieldOf } from './shield.ts'
import { systemOf } from './system.ts'

/** What is to be hidden from whom. */
export interface Rule {
  /** Fewest contributors of a published cell. */
  readonly threshold: number
  readonly attackers: readonly Attacker[]
  /** Counts that are public already. */
  readonly printed: readonly PrintedCount[]
  readonly ceilings?: readonly Ceiling[]
}

/** Cells to be published that have too few contributors. A cell printed elsewhere is public already. */
export function primarySuppression(cube: Cube, { threshold, printed }: Rule): ReadonlySet<string> {
  const open = new Set(printed.map(({ leaves }) => leaves.join(',')))
  return new Set(
    cube.cells
      .filter((cell) => cell.listed && isSmall(cell.contributors, threshold))
      .filter((cell) => !open.has(cell.leaves.join(',')))
      .map((cell) => cell.key),
  )
}

/**
 * Suppresses more cells until no attacker works out a target by elimination or by bounds. Deterministic; throws a
 * DisclosureError when only counts that are printed elsewhere give a target away.
 */
export function secondarySuppression(
  cube: Cube,
  rule: Rule,
  start: ReadonlySet<string>,
): ReadonlySet<string> {
  const suppressed = new Set(start)
  const shield = shieldOf(cube)
  for (let settled = false; !settled; ) {
    settled = true
    for (const attacker of rule.attackers) {
      if (hideFrom(cube, rule, shield, attacker, suppressed)) settled = false
    }
  }
  return suppressed
}

/** Suppresses until this attacker is held off; true when anything had to be. */
function hideFrom(
  cube: Cube,
  rule: Rule,
  shield: Shield,
  attacker: Attacker,
  suppressed: Set<string>,
): boolean {
  for (let any = false; ; any = true) {
    const targets = targetsOf(attacker, suppressed, rule.threshold, rule.printed)
    const found = exposed(systemOf(cube, suppressed, attacker, rule.printed), targets)
    if (found.length === 0) return any
    if (!shieldAll(shield, attacker, suppressed, found)) {
      throw new DisclosureError(
        'printed-gives-away',
        attacker.name,
        found.map(({ name }) => name),
      )
    }
  }
}

/** Shields each of these targets, or the first when no sum gives one away by itself; false when nothing is left to do. */
export function shieldAll(
  shield: Shield,
  attacker: Attacker,
  suppressed: Set<string>,
  found: readonly Target[],
): boolean {
  const before = suppressed.size
  for (const target of found) {
    for (const key of shield.against(attacker, suppressed, target)) suppressed.add(key)
  }
  for (const target of found) {
    if (suppressed.size > before) return true
    for (const key of shield.nearest(attacker, suppressed, target)) suppressed.add(key)
  }
  return suppressed.size > before
}

/**
 * Publishes again what turns out not to be needed, the widest and largest cells first: a suppression made early is often
 * made useless by a later one. A cell goes back when no sum gives another away by itself; then all of those are tried
 * together against every attacker, and by halves where together they give something away. `kept` stay suppressed.
 */
export function releaseNeedless(
  cube: Cube,
  rule: Rule,
  suppressed: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): ReadonlySet<string> {
  const shield = shieldOf(cube)
  const [first] = rule.attackers
  const candidates = cube.cells
    .filter((cell) => suppressed.has(cell.key) && !kept.has(cell.key))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const tentative = new Set(suppressed)
  const needless = candidates.flatMap(({ key }) => {
    if (!first || shield.isNeeded(first, tentative, key)) return []
    tentative.delete(key)
    return [key]
  })
  return releasable(cube, rule, suppressed, needless)
}

function releasable(
  cube: Cube,
  rule: Rule,
  suppressed: ReadonlySet<string>,
  keys: readonly string[],
): ReadonlySet<string> {
  if (keys.length === 0) return suppressed
  const less = new Set([...suppressed].filter((key) => !keys.includes(key)))
  const safe = rule.attackers.every((attacker) => {
    const targets = targetsOf(attacker, less, rule.threshold, rule.printed)
    return exposed(systemOf(cube, less, attacker, rule.printed), targets).length === 0
  })
  if (safe) return less
  if (keys.length === 1) return suppressed
  const half = Math.ceil(keys.length / 2)
  return releasable(cube, rule, releasable(cube, rule, suppressed, keys.slice(0, half)), keys.slice(half))
}
