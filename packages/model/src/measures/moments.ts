import { studentCritical } from '@retombees/statistics/distributions/student'
import type { Interval } from '@retombees/statistics/interval'
import type { Decimal } from '../decimal.ts'

/** What an engine can add up exactly of a column: count, sum, and sum of squares (at twice the sum's scale). */
export interface Moments {
  readonly n: number
  readonly sum: Decimal
  readonly squares: Decimal
}

/**
 * Student's interval of a mean from its moments; null when there are fewer than two values or all are equal. The
 * variance (n·Σx² − (Σx)²) / n(n−1) is computed on whole numbers, so that nothing cancels.
 * Student, "The probable error of a mean", Biometrika 6 (1908) 1-25.
 */
export function momentsInterval({ n, sum, squares }: Moments, level = 0.95): Interval | null {
  if (n < 2) return null
  const scale = Math.max(2 * sum.scale, squares.scale)
  const squared = sum.units * sum.units * 10n ** BigInt(scale - 2 * sum.scale)
  const spread = BigInt(n) * squares.units * 10n ** BigInt(scale - squares.scale) - squared
  if (spread === 0n) return null
  const variance = Number(spread) / 10 ** scale / (n * (n - 1))
  const mean = Number(sum.units) / 10 ** sum.scale / n
  const reach = studentCritical(level, n - 1) * Math.sqrt(variance / n)
  return { low: mean - reach, high: mean + reach, level }
}
