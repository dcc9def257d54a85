import { DisclosureError } from '../errors.ts'
import { type Attacker, attackerOf, type Ceiling, insiders, outsider, type PrintedCount } from './attacker.ts'
import { agrees, audit } from './audit.ts'
import type { Cube } from './cube.ts'
import {
  primarySuppression,
  type Rule,
  releaseNeedless,
  secondarySuppression,
  shieldAll,
} from './secondary.ts'
import { shieldOf } from './shield.ts'

export interface Protection {
  /** Never under five. */
  readonly threshold: number
  /** A dimension whose every value has somebody who knows its leaves: the director of each centre. */
  readonly insidersOf?: string
  /** Others who know some leaves already, by name. */
  readonly knowing?: Readonly<Record<string, ReadonlySet<number>>>
  readonly printed?: readonly PrintedCount[]
  readonly ceilings?: readonly Ceiling[]
  /** Cells hidden already, since another table that gives them away hides them. */
  readonly hidden?: ReadonlySet<string>
}

/** A cell as it may be published; nothing of a suppressed one is left, not even whether its neighbours caused it. */
export type PublishedCell =
  | { readonly key: string; readonly at: readonly (string | null)[]; readonly count: number }
  | { readonly key: string; readonly at: readonly (string | null)[]; readonly suppressed: true }

export interface PublishedCube {
  readonly dimensions: readonly string[]
  readonly cells: readonly PublishedCell[]
}

/** The smallest threshold that a programme may choose. */
export const LOWEST_THRESHOLD = 5

/**
 * The cube as it may be published: primary suppression, secondary suppression, then the independent audit. What the audit
 * finds is shielded and audited again; only a cube without a leak is returned.
 * Throws a DisclosureError when nothing can be published safely, and a RangeError for a threshold under five.
 */
export function protect(cube: Cube, protection: Protection): PublishedCube {
  return publishedCube(cube, protectedCells(cube, protection))
}

/** The keys of the cells to suppress. */
export function protectedCells(cube: Cube, protection: Protection): ReadonlySet<string> {
  const rule = ruleOf(cube, protection)
  requireConsistent(cube, rule)
  const shield = shieldOf(cube)
  const start = new Set([...primarySuppression(cube, rule), ...(protection.hidden ?? [])])
  const first = secondarySuppression(cube, rule, start)
  for (let suppressed = releaseNeedless(cube, rule, first, start); ; ) {
    const leaks = audit(cube, suppressed, rule)
    if (leaks.length === 0) return suppressed
    const more = new Set(suppressed)
    const shielded = leaks.filter(({ attacker, target }) => shieldAll(shield, attacker, more, [target]))
    if (shielded.length === 0) {
      const names = leaks.map(({ target }) => target.name)
      throw new DisclosureError('audit-failed', leaks[0]?.attacker.name ?? 'public', names)
    }
    suppressed = secondarySuppression(cube, rule, more)
  }
}

/** What may leave: the listed cells, a suppressed one without its count. */
export function publishedCube(cube: Cube, suppressed: ReadonlySet<string>): PublishedCube {
  return {
    dimensions: cube.dimensions.map(({ name }) => name),
    cells: cube.cells
      .filter((cell) => cell.listed)
      .map(({ key, at, count }) =>
        suppressed.has(key) ? { key, at, suppressed: true } : { key, at, count },
      ),
  }
}

export function ruleOf(
  cube: Cube,
  { threshold, insidersOf, knowing = {}, printed = [], ceilings = [] }: Protection,
): Rule {
  if (!Number.isInteger(threshold) || threshold < LOWEST_THRESHOLD) {
    throw new RangeError(
      `threshold: found ${threshold}, expected a whole number, ${LOWEST_THRESHOLD} or more`,
    )
  }
  const attackers: Attacker[] = [outsider(cube)]
  if (insidersOf !== undefined) attackers.push(...insiders(cube, insidersOf))
  for (const [name, leaves] of Object.entries(knowing)) attackers.push(attackerOf(cube, name, leaves))
  return { threshold, attackers, printed, ceilings }
}

/** A printed count that the data contradicts would make every audit vacuous. */
function requireConsistent(cube: Cube, { printed, ceilings = [] }: Rule): void {
  const truth = cube.leaves.map(({ count }) => count)
  if (!agrees({ sums: printed, hidden: [], known: new Set(), ceilings }, truth, truth)) {
    throw new DisclosureError(
      'printed-contradicts',
      'public',
      printed.map(({ leaves }) => leaves.join(',')),
    )
  }
}
