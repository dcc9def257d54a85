import { requireProbabilities } from './errors'

/**
 * Benjamini-Hochberg step-up adjustment of p-values, in the order given: controls the expected share of false
 * discoveries among those declared, less strictly than Holm. For exploration, never for a declared family.
 * Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995) 289-300.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  requireProbabilities('pValues', pValues)
  const adjusted = new Array<number>(pValues.length).fill(1)
  const descending = pValues.map((p, index) => ({ p, index })).sort((one, other) => other.p - one.p)
  let ceiling = 1
  descending.forEach(({ p, index }, place) => {
    ceiling = Math.min(ceiling, p * (pValues.length / (pValues.length - place)))
    adjusted[index] = ceiling
  })
  return adjusted
}
