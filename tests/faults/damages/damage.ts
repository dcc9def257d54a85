import type { Houses } from '../damaged-house.ts'

/** What came of a damage. */
export interface Verdict {
  /** What whoever asked was told, as it was printed; null when there was nothing to tell. */
  readonly told: string | null
  /** What is wrong: nothing is. */
  readonly problems: readonly string[]
  /** Why it could not be tried here, in French. */
  readonly skipped?: string
  /** By which means, in French, where there are several. */
  readonly by?: string
}

/** One thing that may happen to a home. */
export interface Damage {
  readonly name: string
  /** In French. */
  readonly label: string
  /** What the house does about it, in French: what stays, what has to be done. */
  readonly answer: string
  /** What the message must hold: the place, what was found, what to do. */
  readonly says?: RegExp
  befall(houses: Houses): Promise<Verdict>
}

/** Each of these that does not hold, by its name. */
export function unlessHeld(claims: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(claims).flatMap(([name, holds]) => (holds ? [] : [`${name}: no`]))
}
