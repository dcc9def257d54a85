import { type Absence, absence } from './absence'
import { requireCount, StatisticsInputError } from './errors'

/** What a weighted sample sums to; an engine can give it without its rows. */
export interface WeightSums {
  readonly n: number
  readonly weight: number
  readonly squaredWeight: number
}

/** `effectiveBase` is the size of the unweighted sample of the same precision; `designEffect` = n / effectiveBase. */
export interface KishBase {
  readonly effectiveBase: number
  readonly designEffect: number
  readonly n: number
}

/**
 * Effective base of a weighted sample, (Σw)² / Σw². Weights are zero or more, on any scale.
 * L. Kish, Survey Sampling (1965) section 11.7; "Weighting for unequal Pi", J. Official Statistics 8 (1992) 183-200.
 */
export function kish(weights: readonly number[]): KishBase | Absence {
  return kishOfSums(sumWeights(weights))
}

export function sumWeights(weights: readonly number[]): WeightSums {
  let weight = 0
  let squaredWeight = 0
  weights.forEach((each, index) => {
    if (!(each >= 0 && Number.isFinite(each))) {
      throw new StatisticsInputError(`weights[${index}]`, each, 'a finite weight, zero or more')
    }
    weight += each
    squaredWeight += each * each
  })
  return { n: weights.length, weight, squaredWeight }
}

/** The same from sums. */
export function kishOfSums({ n, weight, squaredWeight }: WeightSums): KishBase | Absence {
  requireCount('n', n)
  if (!(weight >= 0 && squaredWeight >= 0 && Number.isFinite(weight + squaredWeight))) {
    throw new StatisticsInputError('weight sums', `${weight}, ${squaredWeight}`, 'finite sums, zero or more')
  }
  if (n === 0) return absence('no-observation')
  if (weight === 0 || squaredWeight === 0) return absence('zero-weight')
  const effectiveBase = Math.min(n, (weight * weight) / squaredWeight)
  return { effectiveBase, designEffect: n / effectiveBase, n }
}
