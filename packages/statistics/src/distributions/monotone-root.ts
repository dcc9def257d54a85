export interface Point {
  readonly value: number
  readonly slope: number
}

const RELATIVE_STEP = 1e-15
const MOST_STEPS = 200

/**
 * Root of a monotone function inside [low, high], where its values change sign: Newton steps from `start`,
 * bisection whenever a step leaves the bracket. Infinite values are allowed, only their sign counts.
 */
export function monotoneRoot(curve: (x: number) => Point, low: number, high: number, start: number): number {
  const rising = curve(high).value > 0
  let left = low
  let right = high
  let x = start > low && start < high ? start : (low + high) / 2
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slope } = curve(x)
    if (value === 0) return x
    if (value > 0 === rising) right = x
    else left = x
    const newton = x - value / slope
    const next = newton > left && newton < right ? newton : (left + right) / 2
    if (Math.abs(next - x) <= RELATIVE_STEP * Math.abs(next)) return next
    x = next
  }
  return x
}
