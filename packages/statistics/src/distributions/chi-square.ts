import { upperGamma } from './regularised-gamma'

/** P(X ≥ x) for X chi-square with `degrees` degrees of freedom. */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return upperGamma(degrees / 2, x / 2)
}
