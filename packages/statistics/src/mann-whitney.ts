import { type Absence, absence } from './absence'
import { normalUpperTail } from './distributions/normal'
import { rankSumLowerTail } from './distributions/rank-sum'
import {
  belowLessAbove,
  type OrderedTally,
  requireTally,
  sizeOf,
  tallyOfValues,
  tieTerm,
} from './ordered-tally'

/**
 * `u` counts the pairs where a exceeds b, ties for a half (R's W); `superiority` = u / (nA·nB).
 * `method` is exact without ties when both groups are under 50, as in R; else normal, with the tie correction and a
 * continuity correction, and `z` is the corrected score.
 */
export interface MannWhitney {
  readonly u: number
  readonly superiority: number
  readonly pValue: number
  readonly method: 'exact' | 'normal'
  readonly z: number | null
  readonly ties: boolean
  readonly nA: number
  readonly nB: number
}

const EXACT_UNDER = 50

/**
 * Two-sided Mann-Whitney test that values of `a` and of `b` come from one distribution. Equal to R's wilcox.test.
 * H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the
 * other", Annals of Mathematical Statistics 18 (1947) 50-60; ties: E. L. Lehmann, Nonparametrics (1975) section 1.4.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitney | Absence {
  return mannWhitneyOfTally(tallyOfValues(a, b))
}

/** The same test from counts by value. */
export function mannWhitneyOfTally(tally: OrderedTally): MannWhitney | Absence {
  requireTally(tally)
  const nA = sizeOf(tally.a)
  const nB = sizeOf(tally.b)
  if (nA + nB === 0) return absence('no-observation')
  if (nA === 0 || nB === 0) return absence('empty-group')
  const sizes = tally.values.map((_, k) => (tally.a[k] ?? 0) + (tally.b[k] ?? 0))
  if (sizes.filter((size) => size > 0).length === 1) return absence('no-variation')

  const dominance = belowLessAbove(tally.b).reduce((sum, balance, k) => sum + balance * (tally.a[k] ?? 0), 0)
  const u = (nA * nB + dominance) / 2
  const ties = sizes.some((size) => size > 1)
  const shared = { u, superiority: u / (nA * nB), ties, nA, nB }
  if (!ties && nA < EXACT_UNDER && nB < EXACT_UNDER) {
    const tail = rankSumLowerTail(Math.min(u, nA * nB - u), nA, nB)
    return { ...shared, pValue: Math.min(1, 2 * tail), method: 'exact', z: null }
  }
  const n = nA + nB
  const variance = ((nA * nB) / 12) * (n + 1 - tieTerm(sizes) / (n * (n - 1)))
  const z = (dominance / 2 - Math.sign(dominance) * 0.5) / Math.sqrt(variance)
  return { ...shared, pValue: Math.min(1, 2 * normalUpperTail(Math.abs(z))), method: 'normal', z }
}
