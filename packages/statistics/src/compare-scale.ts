import { type Absence, absence, isAbsent } from './absence'
import { chooseScaleTest, type ScaleChoice } from './choose-test'
import { type CliffDelta, cliffDeltaOfTally } from './cliff-delta'
import { type MannWhitney, mannWhitneyOfTally } from './mann-whitney'
import type { OrderedTally } from './ordered-tally'

/** The choice with its reasons, the p-value, the test and the effect with its interval. */
export interface ScaleComparison {
  readonly test: ScaleChoice['test']
  readonly choice: ScaleChoice
  readonly pValue: number
  readonly result: MannWhitney
  readonly effect: CliffDelta
}

/** Compares an ordered scale between two groups: Mann-Whitney and Cliff's delta. */
export function compareScale(tally: OrderedTally, level = 0.95): ScaleComparison | Absence {
  const choice = chooseScaleTest(tally)
  if (choice.test === 'none') return absence(choice.reason)
  const result = mannWhitneyOfTally(tally)
  if (isAbsent(result)) return result
  const effect = cliffDeltaOfTally(tally, level)
  if (isAbsent(effect)) return effect
  return { test: choice.test, choice, pValue: result.pValue, result, effect }
}
