import { deviance } from './deviance'
import { stirlingError } from './stirling-error'

const TINY = 1e-300
const EPSILON = 3e-16

/** x^a e^−x / Γ(a+1), in Loader's form: no cancellation however large a and x are. */
function poissonTerm(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a)
}

/** Series for P(a, x), DLMF 8.7.1; best for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * EPSILON; k++) {
    term *= x / (a + k)
    sum += term
  }
  return poissonTerm(a, x) * sum
}

/** Continued fraction for Q(a, x), DLMF 8.9.2 in Legendre's even form, by Lentz's method; best for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let fraction = d
  for (let k = 1; k < 1_000_000; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / nonZero(numerator * d + b)
    c = nonZero(b + numerator / c)
    const factor = d * c
    fraction *= factor
    if (Math.abs(factor - 1) <= EPSILON) break
  }
  return poissonTerm(a, x) * a * fraction
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

/** Regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), for a > 0 and x ≥ 0. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x)
}

/** Regularised lower incomplete gamma function P(a, x) = 1 − Q(a, x), for a > 0 and x ≥ 0. */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0
  if (x === Number.POSITIVE_INFINITY) return 1
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x)
}
