import { type Figure, isKnown } from '@retombees/contract/figure'
import type { Comparison } from '@retombees/contract/indicator'
import { fisherExact2x2 } from '@retombees/statistics/fisher-2x2'
import { holm } from '@retombees/statistics/holm'
import { newcombe } from '@retombees/statistics/newcombe'
import { comparisonSentence } from './sentence.ts'

/** A family-wise error rate of 5 %. */
const ALPHA = 0.05

export interface Pair {
  readonly first: Figure | undefined
  readonly second: Figure | undefined
}

export interface Place {
  readonly id: string
  readonly label: string
}

/** A declared family. `size` counts every member, those that cannot be tested too. */
export interface ComparedFamily {
  readonly id: string
  readonly size: number
}

/**
 * Compares two territories on each indicator of a family: Fisher's exact test of the two shares, Newcombe's interval of
 * the difference (individual, not corrected), and Holm's correction over the whole declared family; a member that cannot
 * be tested counts as p = 1. Without a declared family nothing is ever established. Null where a share is missing.
 */
export function compareFamily(
  pairs: ReadonlyMap<string, Pair>,
  between: readonly [Place, Place],
  family: ComparedFamily | null,
): ReadonlyMap<string, Comparison | null> {
  const tests = [...pairs].map(([id, pair]) => ({ id, test: compareShares(pair) }))
  const tested = tests.flatMap(({ id, test }) => (test ? [{ id, test }] : []))
  const untested = new Array<number>(Math.max(0, (family?.size ?? 0) - tested.length)).fill(1)
  const adjusted = family ? holm([...tested.map(({ test }) => test.pValue), ...untested]) : []
  const results = new Map<string, Comparison | null>(tests.map(({ id }) => [id, null]))
  tested.forEach(({ id, test }, index) => {
    const adjustedPValue = family ? (adjusted[index] ?? 1) : null
    const established = adjustedPValue !== null && adjustedPValue <= ALPHA
    results.set(id, {
      between: [between[0].id, between[1].id],
      difference: test.difference,
      interval: test.interval,
      test: 'Fisher exact, bilatéral',
      pValue: test.pValue,
      adjustedPValue,
      family: family?.id ?? null,
      familySize: family?.size ?? null,
      established,
      sentence: comparisonSentence({ ...test, adjustedPValue, established, family, between }),
    })
  })
  return results
}

interface ShareTest {
  readonly difference: number
  readonly interval: Comparison['interval']
  readonly pValue: number
  readonly bases: readonly [number, number]
}

function compareShares({ first, second }: Pair): ShareTest | null {
  const a = sharePart(first)
  const b = sharePart(second)
  if (!a || !b) return null
  const interval = newcombe(a, b)
  const { pValue } = fisherExact2x2(a.successes, a.n - a.successes, b.successes, b.n - b.successes)
  return {
    difference: a.successes / a.n - b.successes / b.n,
    interval: interval && { low: interval.low, high: interval.high, level: interval.level },
    pValue,
    bases: [a.n, b.n],
  }
}

function sharePart(figure: Figure | undefined): { successes: number; n: number } | null {
  if (!figure || !isKnown(figure) || figure.format !== 'percent') return null
  if (figure.numerator === null || figure.denominator === null || figure.denominator === 0) return null
  return { successes: figure.numerator, n: figure.denominator }
}
