import { monotoneRoot } from './monotone-root'
import { betaKernel, regularisedBeta } from './regularised-beta'

const SMALLEST_LOG = -700

/** The x with I_x(a, b) = `probability`, for 0 < probability < 1 and a, b > 0. */
export function betaQuantile(probability: number, a: number, b: number): number {
  const low = regularisedBeta(0.5, a, b) >= probability
  return low ? lowerHalf(probability, a, b) : 1 - lowerHalf(1 - probability, b, a)
}

/** Newton on ln I against ln x, where the curve is nearly straight for small x. */
function lowerHalf(probability: number, a: number, b: number): number {
  const target = Math.log(probability)
  const excess = (logarithm: number) => {
    const x = Math.exp(logarithm)
    const reached = regularisedBeta(x, a, b)
    return { value: Math.log(reached) - target, slope: betaKernel(x, a, b) / (1 - x) / reached }
  }
  return Math.exp(monotoneRoot(excess, SMALLEST_LOG, Math.log(0.5), Math.log(a / (a + b))))
}
