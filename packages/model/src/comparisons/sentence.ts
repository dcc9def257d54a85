import { frenchNumber, frenchP, typeset } from '../french.ts'
import type { ComparedFamily, Place } from './compare-family.ts'

export interface ComparisonWords {
  readonly difference: number
  readonly pValue: number
  readonly adjustedPValue: number | null
  readonly established: boolean
  readonly bases: readonly [number, number]
  readonly family: ComparedFamily | null
  readonly between: readonly [Place, Place]
}

/**
 * What may be claimed of a difference: « différence non démontrée (p = 0,15 après correction sur 8 ; n = 30 et 51) ». A
 * difference that is not shown is not an equality.
 */
export function comparisonSentence(words: ComparisonWords): string {
  const { adjustedPValue, family, bases, between } = words
  const numbers = `n = ${frenchNumber(bases[0])} et ${frenchNumber(bases[1])}`
  if (adjustedPValue === null || family === null) {
    return typeset(`différence non conclue (${frenchP(words.pValue)} sans correction ; ${numbers})`)
  }
  const test = `${frenchP(adjustedPValue)} après correction sur ${family.size} ; ${numbers}`
  if (!words.established) return typeset(`différence non démontrée (${test})`)
  const higher = words.difference > 0 ? between[0] : between[1]
  const points = frenchNumber(Math.abs(words.difference) * 100)
  return typeset(`différence établie : ${higher.label} plus haut de ${points} points (${test})`)
}
