import { wilson } from './wilson'

export interface Proportion {
  readonly successes: number
  readonly n: number
}

/** Difference of two proportions, first minus second, with its interval; all three lie in [−1, 1]. */
export interface ProportionDifference {
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly level: number
}

/**
 * Newcombe's hybrid score interval (his method 10, no continuity correction) of the difference a − b
 * between two independent proportions; null when either base is empty.
 * R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998) 873-890.
 */
export function newcombe(a: Proportion, b: Proportion, level = 0.95): ProportionDifference | null {
  const first = wilson(a.successes, a.n, level)
  const second = wilson(b.successes, b.n, level)
  if (first === null || second === null) return null
  const shareA = a.successes / a.n
  const shareB = b.successes / b.n
  const difference = shareA - shareB
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(shareA - first.low, second.high - shareB)),
    high: Math.min(1, difference + Math.hypot(first.high - shareA, shareB - second.low)),
    level,
  }
}
