import { type Absence, absence } from './absence'
import { requireFinite, StatisticsInputError } from './errors'
import type { Interval } from './interval'
import { meanInterval } from './mean-interval'
import { type WilcoxonSignedRank, wilcoxonSignedRank } from './wilcoxon-signed-rank'

/**
 * Change after − before over complete pairs: `mean` with Student's interval, `sd` of the differences (null for one
 * pair), how many went up, stayed or went down, and the signed-rank test. Means are in the unit of the values.
 */
export interface PairedChange {
  readonly n: number
  readonly meanBefore: number
  readonly meanAfter: number
  readonly mean: number
  readonly sd: number | null
  readonly interval: Interval | Absence
  readonly up: number
  readonly same: number
  readonly down: number
  readonly test: WilcoxonSignedRank | Absence
}

/**
 * Change of the same persons between two measures; `before[i]` and `after[i]` belong to one person. Those measured
 * once only are the caller's to count apart: they are attrition, not a zero.
 * Student, Biometrika 6 (1908) 1-25; F. Wilcoxon, Biometrics Bulletin 1 (1945) 80-83.
 */
export function pairedChange(
  before: readonly number[],
  after: readonly number[],
  level = 0.95,
): PairedChange | Absence {
  requireFinite('before', before)
  requireFinite('after', after)
  if (before.length !== after.length) {
    throw new StatisticsInputError('after.length', after.length, `${before.length}, one for each before`)
  }
  const n = before.length
  if (n === 0) return absence('no-observation')
  const differences = before.map((value, index) => (after[index] ?? value) - value)
  const change = meanInterval(differences, level)
  return {
    n,
    meanBefore: average(before),
    meanAfter: average(after),
    mean: change?.mean ?? average(differences),
    sd: change?.sd ?? null,
    interval: intervalOf(change),
    up: differences.filter((difference) => difference > 0).length,
    same: differences.filter((difference) => difference === 0).length,
    down: differences.filter((difference) => difference < 0).length,
    test: wilcoxonSignedRank(differences),
  }
}

function intervalOf(change: ReturnType<typeof meanInterval>): Interval | Absence {
  if (change === null) return absence('single-observation')
  if (change.constant) return absence('no-variation')
  return { low: change.low, high: change.high, level: change.level }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
