const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]
const SERIES_FROM = 16

/**
 * Error of Stirling's formula, δ(x) = lnΓ(x+1) − (x+½)ln x + x − ½ln 2π, for real x > 0.
 * Absolute error below 1e-14. C. Loader, "Fast and accurate computation of binomial probabilities" (2000);
 * the series is DLMF 5.11.1, reached below 16 by the recurrence of Γ.
 */
export function stirlingError(x: number): number {
  let shifted = x
  let descent = 0
  while (shifted < SERIES_FROM) {
    descent += (shifted + 0.5) * Math.log1p(1 / shifted) - 1
    shifted += 1
  }
  const square = 1 / (shifted * shifted)
  let series = 0
  for (const coefficient of SERIES.toReversed()) series = series * square + coefficient
  return descent + series / shifted
}
