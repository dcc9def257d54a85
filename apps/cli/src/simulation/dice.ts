import { randomStream } from '@retombees/statistics/distributions/random-stream'

/** Draws of one purpose. Another purpose has its own, so that one file does not change with another. */
export interface Dice {
  /** Uniform in [0, 1). */
  unit(): number
  chance(probability: number): boolean
  /** Whole, both ends included. */
  integer(low: number, high: number): number
  pick<T>(of: readonly T[]): T
  /** An element, as often as its weight says. */
  weighted<T>(of: readonly T[], weights: readonly number[]): T
  /** A count of rare things (Poisson), by its mean. */
  count(mean: number): number
  /** About the median, with a long tail above: lengths of stay, sizes of groups. */
  skewed(median: number, spread: number): number
}

/** The dice of a seed for a purpose. Throws a RangeError when it is asked to pick among nothing. */
export function diceOf(seed: number, purpose: string): Dice {
  const unit = randomStream(mixed(seed, purpose))
  const weighted = <T>(of: readonly T[], weights: readonly number[]): T => {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    let left = unit() * total
    for (const [at, one] of of.entries()) {
      left -= weights[at] ?? 0
      if (left < 0) return one
    }
    return last(of)
  }
  // Box and Muller, Annals of Mathematical Statistics 29 (1958) 610.
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  return {
    unit,
    chance: (probability) => unit() < probability,
    integer: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    pick: (of) => {
      const one = of[Math.floor(unit() * of.length)]
      return one === undefined ? last(of) : one
    },
    weighted,
    count: (mean) => {
      // Its normal approximation, where multiplying would go on for long and underflow.
      if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const floor = Math.exp(-mean)
      let product = unit()
      let count = 0
      while (product > floor) {
        product *= unit()
        count += 1
      }
      return count
    },
    skewed: (median, spread) => median * Math.exp(spread * normal()),
  }
}

const MANY = 50

/** Weights that fall as the rank grows: a few things take most of the draws. */
export function byRank(of: readonly unknown[], steepness = 0.8): number[] {
  return of.map((_, at) => 1 / (at + 1) ** steepness)
}

function last<T>(of: readonly T[]): T {
  const one = of.at(-1)
  if (one === undefined) throw new RangeError('nothing to pick among')
  return one
}

/** FNV-1a of the purpose, with the seed (Fowler, Noll, Vo). */
function mixed(seed: number, purpose: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (const sign of purpose) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
