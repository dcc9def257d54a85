import { type Absence, absence, isAbsent } from './absence'
import { studentCritical } from './distributions/student'
import { requireFinite, requireLevel } from './errors'
import type { Interval } from './interval'
import { kishOfSums, sumWeights } from './kish'

export interface WeightedValue {
  readonly value: number
  readonly weight: number
}

/** `standardError` is null where the interval is absent. */
export interface WeightedMean {
  readonly mean: number
  readonly n: number
  readonly effectiveBase: number
  readonly designEffect: number
  readonly standardError: number | null
  readonly interval: Interval | Absence
}

/**
 * Weighted mean Σwy/Σw with its linearised standard error √(n/(n−1) Σw²(y−ȳ)²)/Σw and Student's interval at n − 1
 * degrees of freedom; n counts the observations of non-zero weight.
 * C.-E. Särndal, B. Swensson and J. Wretman, Model Assisted Survey Sampling (1992) section 5.7.
 */
export function weightedMean(observations: readonly WeightedValue[], level = 0.95): WeightedMean | Absence {
  requireFinite(
    'values',
    observations.map(({ value }) => value),
  )
  requireLevel(level)
  sumWeights(observations.map(({ weight }) => weight))
  if (observations.length === 0) return absence('no-observation')
  const counted = observations.filter(({ weight }) => weight > 0)
  const sums = sumWeights(counted.map(({ weight }) => weight))
  const base = counted.length === 0 ? absence('zero-weight') : kishOfSums(sums)
  if (isAbsent(base)) return base

  const mean = counted.reduce((sum, { value, weight }) => sum + weight * value, 0) / sums.weight
  const n = counted.length
  const shared = { mean, n, effectiveBase: base.effectiveBase, designEffect: base.designEffect }
  if (n === 1) return { ...shared, standardError: null, interval: absence('single-observation') }
  if (counted.every(({ value }) => value === counted[0]?.value)) {
    return { ...shared, standardError: null, interval: absence('no-variation') }
  }
  const squares = counted.reduce((sum, { value, weight }) => sum + (weight * (value - mean)) ** 2, 0)
  const standardError = Math.sqrt((n / (n - 1)) * squares) / sums.weight
  const reach = studentCritical(level, n - 1) * standardError
  return { ...shared, standardError, interval: { low: mean - reach, high: mean + reach, level } }
}
