import { monotoneRoot } from './monotone-root'
import { lowerGamma, upperGamma } from './regularised-gamma'

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / ROOT_TWO_PI
}

/** P(Z ≥ z), with full relative precision in the upper tail. */
export function normalUpperTail(z: number): number {
  const square = (z * z) / 2
  return z >= 0 ? upperGamma(0.5, square) / 2 : 0.5 + lowerGamma(0.5, square) / 2
}

/** P(Z ≤ z), with full relative precision in the lower tail. */
export function normalCdf(z: number): number {
  return normalUpperTail(-z)
}

/** The z that a standard normal exceeds with probability `tail`, for 0 < tail < 1. */
export function normalUpperQuantile(tail: number): number {
  if (tail === 0.5) return 0
  if (tail > 0.5) return -normalUpperQuantile(1 - tail)
  const target = Math.log(tail)
  const excess = (z: number) => {
    const probability = normalUpperTail(z)
    return { value: Math.log(probability) - target, slope: -normalDensity(z) / probability }
  }
  return monotoneRoot(excess, 0, 40, roughUpperQuantile(tail))
}

/** Hastings' rational approximation, Abramowitz and Stegun 26.2.23, error below 4.5e-4: a starting point. */
function roughUpperQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail))
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
}

/** Two-sided critical value: |Z| stays under it with probability `level`. */
export function normalCritical(level: number): number {
  return normalUpperQuantile((1 - level) / 2)
}
