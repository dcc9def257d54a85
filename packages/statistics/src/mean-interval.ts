import { studentCritical } from './distributions/student'
import { requireCount, requireFinite, requireLevel, StatisticsInputError } from './errors'

/**
 * Mean and standard deviation (n − 1) with Student's interval of the mean. `constant`: every value is the same, the
 * interval has no width and says nothing of the uncertainty.
 */
export interface MeanInterval {
  readonly mean: number
  readonly sd: number
  readonly n: number
  readonly low: number
  readonly high: number
  readonly level: number
  readonly constant: boolean
}

/**
 * Mean of independent values with Student's interval; null under two values, where no interval exists.
 * Student (W. S. Gosset), "The probable error of a mean", Biometrika 6 (1908) 1-25.
 */
export function meanInterval(values: readonly number[], level = 0.95): MeanInterval | null {
  return meanIntervalOfCounts(
    values,
    values.map(() => 1),
    level,
  )
}

/** The same from counts by value: `counts[k]` observations gave `values[k]`. */
export function meanIntervalOfCounts(
  values: readonly number[],
  counts: readonly number[],
  level = 0.95,
): MeanInterval | null {
  requireFinite('values', values)
  requireLevel(level)
  if (counts.length !== values.length) {
    throw new StatisticsInputError('counts.length', counts.length, `${values.length}, as many as values`)
  }
  counts.forEach((count, index) => {
    requireCount(`counts[${index}]`, count)
  })
  const n = counts.reduce((sum, count) => sum + count, 0)
  const first = values.find((_, k) => (counts[k] ?? 0) > 0)
  if (first === undefined || n < 2) return null
  if (values.every((value, k) => value === first || counts[k] === 0)) {
    return { mean: first, sd: 0, n, low: first, high: first, level, constant: true }
  }
  const sum = (term: (value: number) => number) =>
    values.reduce((total, value, k) => total + term(value) * (counts[k] ?? 0), 0)
  const rough = sum((value) => value) / n
  const mean = rough + sum((value) => value - rough) / n
  const sd = Math.sqrt(sum((value) => (value - mean) ** 2) / (n - 1))
  const reach = (studentCritical(level, n - 1) * sd) / Math.sqrt(n)
  return { mean, sd, n, low: mean - reach, high: mean + reach, level, constant: false }
}
