import { deviance } from './deviance'
import { stirlingError } from './stirling-error'

const TINY = 1e-300
const EPSILON = 3e-16
const MOST_TERMS = 1_000_000

/** x^a y^b / B(a, b) with y = 1 − x, in Loader's form: no cancellation however large a and b are. */
export function betaKernel(x: number, a: number, b: number, y = 1 - x): number {
  const n = a + b
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y)
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n))
}

/**
 * Continued fraction of I_x(a, b) in its even form, for x at or below the mean a/(a+b). It takes x and y apart, so that
 * nothing is lost when either is tiny. A. R. DiDonato and A. H. Morris, ACM TOMS 18 (1992) 360-373, eq. 9.
 */
function betaFraction(x: number, a: number, b: number, y: number): number {
  const lambda = a * y - b * x
  let fraction = (a * (lambda + 1)) / (a + 1)
  let c = fraction
  let d = 0
  for (let n = 1; n < MOST_TERMS; n++) {
    const odd = a + 2 * n - 1
    const alpha = ((a + n - 1) / odd) * ((a + b + n - 1) / odd) * n * (b - n) * x * x
    const beta = n + (n * (b - n) * x) / odd + ((a + n) / (odd + 2)) * (lambda + 1 + n * (1 + y))
    d = 1 / nonZero(beta + alpha * d)
    c = nonZero(beta + alpha / c)
    const factor = c * d
    fraction *= factor
    if (Math.abs(factor - 1) <= EPSILON) break
  }
  return 1 / fraction
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

/**
 * Regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1.
 * `y` is 1 − x, given apart where the caller knows it better than a subtraction would.
 */
export function regularisedBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  const kernel = betaKernel(x, a, b, y)
  if (a * y >= b * x) return kernel * betaFraction(x, a, b, y)
  return 1 - kernel * betaFraction(y, b, a, x)
}
