import { normalCritical } from './distributions/normal'
import { requireLevel, requireSuccesses } from './errors'
import type { Interval } from './interval'

/**
 * Wilson score interval of a proportion, without continuity correction.
 * `successes` out of `n`, both counts; null when n = 0. Bounds are proportions in [0, 1].
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
 */
export function wilson(successes: number, n: number, level = 0.95): Interval | null {
  requireSuccesses(successes, n)
  requireLevel(level)
  return n === 0 ? null : scoreInterval(successes / n, n, level)
}

/**
 * The same interval around a `share` in [0, 1] observed on a base that need not be a whole number
 * (an effective base, a base corrected for a finite population).
 */
export function scoreInterval(share: number, base: number, level: number): Interval {
  const z = normalCritical(level)
  const weight = (z * z) / base
  const centre = share + weight / 2
  const reach = Math.sqrt(weight * share * (1 - share) + (weight * weight) / 4)
  return {
    low: Math.max(0, (centre - reach) / (1 + weight)),
    high: share === 1 ? 1 : Math.min(1, (centre + reach) / (1 + weight)),
    level,
  }
}
