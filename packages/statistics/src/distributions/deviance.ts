/**
 * Deviance term D(x, m) = x ln(x/m) + m − x, for x ≥ 0 and m > 0, without cancellation when x is near m.
 * C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
export function deviance(x: number, m: number): number {
  if (x === 0) return m
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = (x - m) / (x + m)
  let sum = (x - m) * v
  let term = 2 * x * v
  for (let order = 3; ; order += 2) {
    term *= v * v
    const next = sum + term / order
    if (next === sum) return sum
    sum = next
  }
}
