import { requireProbabilities } from './errors'

/**
 * Holm's step-down adjustment of a family of p-values, in the order given; an empty family gives an empty list.
 * A comparison is significant at α for the whole family when its adjusted value is at most α.
 * S. Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statistics 6 (1979) 65-70.
 */
export function holm(pValues: readonly number[]): number[] {
  requireProbabilities('pValues', pValues)
  const adjusted = new Array<number>(pValues.length).fill(1)
  const ascending = pValues.map((p, index) => ({ p, index })).sort((one, other) => one.p - other.p)
  let floor = 0
  ascending.forEach(({ p, index }, rank) => {
    floor = Math.max(floor, Math.min(1, p * (pValues.length - rank)))
    adjusted[index] = floor
  })
  return adjusted
}
