import { logGamma } from './log-gamma'
import { monotoneRoot } from './monotone-root'
import { normalUpperQuantile } from './normal'
import { regularisedBeta } from './regularised-beta'

/** P(T ≥ t) for Student's t with `degrees` > 0 degrees of freedom. */
export function studentUpperTail(t: number, degrees: number): number {
  if (t < 0) return 1 - studentUpperTail(-t, degrees)
  const total = degrees + t * t
  return regularisedBeta(degrees / total, degrees / 2, 0.5, (t * t) / total) / 2
}

function studentDensity(t: number, degrees: number): number {
  const constant = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - Math.log(degrees * Math.PI) / 2
  return Math.exp(constant - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees))
}

/** The t that Student's t exceeds with probability `tail`, for 0 < tail < 1. */
export function studentUpperQuantile(tail: number, degrees: number): number {
  if (tail === 0.5) return 0
  if (tail > 0.5) return -studentUpperQuantile(1 - tail, degrees)
  const target = Math.log(tail)
  const excess = (logarithm: number) => {
    const t = Math.exp(logarithm)
    const probability = studentUpperTail(t, degrees)
    return {
      value: Math.log(probability) - target,
      slope: (-t * studentDensity(t, degrees)) / probability,
    }
  }
  return Math.exp(monotoneRoot(excess, -700, 700, Math.log(normalUpperQuantile(tail))))
}

/** Two-sided critical value: |T| stays under it with probability `level`. */
export function studentCritical(level: number, degrees: number): number {
  return studentUpperQuantile((1 - level) / 2, degrees)
}
