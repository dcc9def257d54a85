import { type Absence, absence } from './absence'
import { normalUpperTail } from './distributions/normal'
import { signedRankLowerTail } from './distributions/signed-rank'
import { requireFinite } from './errors'
import { tieTerm } from './ordered-tally'

/**
 * `v` is the sum of the ranks of positive differences; `n` counts the differences that are not zero, `zeros` the
 * others, left out. `method` is exact without zeros or ties under 50 differences, as in R; else normal, with the tie
 * correction and a continuity correction, and `z` is the corrected score.
 */
export interface WilcoxonSignedRank {
  readonly v: number
  readonly pValue: number
  readonly method: 'exact' | 'normal'
  readonly z: number | null
  readonly n: number
  readonly zeros: number
  readonly ties: boolean
}

const EXACT_UNDER = 50

/**
 * Two-sided Wilcoxon test that paired differences are symmetric about zero. Equal to R's wilcox.test(paired = TRUE).
 * F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945) 80-83; ties and zeros:
 * E. L. Lehmann, Nonparametrics (1975) section 3.2.
 */
export function wilcoxonSignedRank(differences: readonly number[]): WilcoxonSignedRank | Absence {
  requireFinite('differences', differences)
  if (differences.length === 0) return absence('no-observation')
  const moved = differences.filter((difference) => difference !== 0)
  const n = moved.length
  if (n === 0) return absence('no-variation')

  const { v, sizes } = rankedSum(moved)
  const zeros = differences.length - n
  const ties = sizes.some((size) => size > 1)
  if (!ties && zeros === 0 && n < EXACT_UNDER) {
    const tail = signedRankLowerTail(Math.min(v, (n * (n + 1)) / 2 - v), n)
    return { v, pValue: Math.min(1, 2 * tail), method: 'exact', z: null, n, zeros, ties }
  }
  const gap = v - (n * (n + 1)) / 4
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - tieTerm(sizes) / 48
  const z = (gap - Math.sign(gap) * 0.5) / Math.sqrt(variance)
  return { v, pValue: Math.min(1, 2 * normalUpperTail(Math.abs(z))), method: 'normal', z, n, zeros, ties }
}

/** Sum of the mid-ranks of |difference| over the positive ones, and the sizes of the groups of equal |difference|. */
function rankedSum(differences: readonly number[]): { v: number; sizes: number[] } {
  const groups = new Map<number, { all: number; positive: number }>()
  for (const difference of differences) {
    const group = groups.get(Math.abs(difference)) ?? { all: 0, positive: 0 }
    group.all += 1
    if (difference > 0) group.positive += 1
    groups.set(Math.abs(difference), group)
  }
  const ascending = [...groups].sort(([one], [other]) => one - other).map(([, group]) => group)
  let before = 0
  let v = 0
  for (const { all, positive } of ascending) {
    v += positive * (before + (all + 1) / 2)
    before += all
  }
  return { v, sizes: ascending.map(({ all }) => all) }
}
