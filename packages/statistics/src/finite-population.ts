import { type Absence, absence, isAbsent } from './absence'
import { requireCount, requireLevel, requireSuccesses } from './errors'
import type { Interval } from './interval'
import { type MeanInterval, meanInterval } from './mean-interval'
import { scoreInterval } from './wilson'

/** `factor` multiplies a standard error; `base` is the base that a method for endless populations would be given. */
export interface FinitePopulation {
  readonly factor: number
  readonly base: number
}

/**
 * Correction for `n` observed without replacement out of a `population`: factor √((N−n)/(N−1)), base n(N−1)/(N−n).
 * `base` defaults to n, and may be an effective base. Absent for a complete count, which has no sampling uncertainty.
 * W. G. Cochran, Sampling Techniques, 3rd edition (1977), theorem 2.2 and section 3.2.
 */
export function finitePopulation(n: number, population: number, base = n): FinitePopulation | Absence {
  requireCount('n', n)
  requireCount('population', population)
  if (n === 0) return absence('no-observation')
  if (n > population) return absence('population-under-sample')
  if (n === population) return absence('complete-count')
  const kept = (population - n) / (population - 1)
  return { factor: Math.sqrt(kept), base: base / kept }
}

/** Wilson interval of a proportion observed on `n` of a finite `population`. */
export function wilsonInPopulation(
  successes: number,
  n: number,
  population: number,
  level = 0.95,
): Interval | Absence {
  requireSuccesses(successes, n)
  requireLevel(level)
  const correction = finitePopulation(n, population)
  return isAbsent(correction) ? correction : scoreInterval(successes / n, correction.base, level)
}

/** Student's interval of a mean observed on a part of a finite `population`; its variance is reduced by 1 − n/N. */
export function meanInPopulation(
  values: readonly number[],
  population: number,
  level = 0.95,
): MeanInterval | Absence {
  const correction = finitePopulation(values.length, population)
  if (isAbsent(correction)) return correction
  const plain = meanInterval(values, level)
  if (plain === null) return absence('single-observation')
  const kept = Math.sqrt(1 - values.length / population)
  return {
    ...plain,
    low: plain.mean - (plain.mean - plain.low) * kept,
    high: plain.mean + (plain.high - plain.mean) * kept,
  }
}
