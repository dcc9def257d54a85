import { type Absence, absence, isAbsent } from './absence'
import { requireLevel, StatisticsInputError } from './errors'
import { finitePopulation } from './finite-population'
import type { Interval } from './interval'
import { kishOfSums, sumWeights, type WeightSums } from './kish'
import { scoreInterval } from './wilson'

export interface WeightedObservation {
  readonly success: boolean
  readonly weight: number
}

export interface WeightedCount extends WeightSums {
  readonly weightOfSuccesses: number
}

/** `share` in [0, 1] is the weighted proportion; `n` counts observations, `effectiveBase` is Kish's. */
export interface WeightedProportion {
  readonly share: number
  readonly n: number
  readonly effectiveBase: number
  readonly designEffect: number
  readonly interval: Interval | Absence
}

/**
 * Weighted proportion with Wilson's interval on Kish's effective base, corrected for a finite `population` when given.
 * C. Franco, R. Little, T. Louis and E. Slud, "Comparative study of confidence intervals for proportions in complex
 * sample surveys", J. Survey Statistics and Methodology 7 (2019) 334-364.
 */
export function weightedProportion(
  observations: readonly WeightedObservation[],
  options: { level?: number; population?: number } = {},
): WeightedProportion | Absence {
  const sums = sumWeights(observations.map(({ weight }) => weight))
  const weightOfSuccesses = observations.reduce((sum, { success, weight }) => sum + (success ? weight : 0), 0)
  return weightedProportionOfSums({ ...sums, weightOfSuccesses }, options)
}

/** The same from sums. */
export function weightedProportionOfSums(
  sums: WeightedCount,
  { level = 0.95, population }: { level?: number; population?: number } = {},
): WeightedProportion | Absence {
  requireLevel(level)
  const { weightOfSuccesses, weight, n } = sums
  if (!(weightOfSuccesses >= 0 && weightOfSuccesses <= weight)) {
    throw new StatisticsInputError('weightOfSuccesses', weightOfSuccesses, `between 0 and the sum ${weight}`)
  }
  const base = kishOfSums(sums)
  if (isAbsent(base)) return base
  const share = weightOfSuccesses / weight
  const { effectiveBase, designEffect } = base
  const interval = intervalOf(share, n, effectiveBase, population, level)
  return { share, n, effectiveBase, designEffect, interval }
}

function intervalOf(
  share: number,
  n: number,
  effectiveBase: number,
  population: number | undefined,
  level: number,
): Interval | Absence {
  if (population === undefined) return scoreInterval(share, effectiveBase, level)
  const correction = finitePopulation(n, population, effectiveBase)
  return isAbsent(correction) ? absence(correction.absent) : scoreInterval(share, correction.base, level)
}
