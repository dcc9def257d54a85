import { isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'

/** Whether an indicator holds a value somewhere: for the whole programme or for one territory. */
export function isMeasured(result: IndicatorResult): boolean {
  return isKnown(result.whole) || result.byTerritory.some((part) => isKnown(part.figure))
}
