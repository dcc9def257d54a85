import { betaQuantile } from './distributions/beta-quantile'
import { requireLevel, requireSuccesses } from './errors'
import type { Interval } from './interval'

/**
 * Exact interval of a proportion, by the tails of the binomial law; never too short, often too long.
 * `successes` out of `n`, both counts; null when n = 0. Bounds are proportions in [0, 1].
 * C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26 (1934) 404-413.
 */
export function clopperPearson(successes: number, n: number, level = 0.95): Interval | null {
  requireSuccesses(successes, n)
  requireLevel(level)
  if (n === 0) return null
  const tail = (1 - level) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
    level,
  }
}
