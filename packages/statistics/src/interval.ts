/** A two-sided confidence interval. `level` is its confidence (0.95 for 95 %), bounds are in the unit of the estimate. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly level: number
}
