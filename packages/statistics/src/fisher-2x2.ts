import {
  type Hypergeometric,
  highestCount,
  hypergeometric,
  lowestCount,
  type Margins,
} from './distributions/hypergeometric'
import { monotoneRoot } from './distributions/monotone-root'
import { requireCount, requireLevel } from './errors'

/**
 * `oddsRatio` is the conditional maximum likelihood estimate (0 or Infinity at the edges of its range) with its exact
 * interval. `informative` is false when a margin is zero: the table then says nothing, p = 1, interval [0, Infinity],
 * and `oddsRatio` is 0 by convention, as in R.
 */
export interface Fisher2x2 {
  readonly pValue: number
  readonly oddsRatio: number
  readonly low: number
  readonly high: number
  readonly level: number
  readonly informative: boolean
}

/** Two probabilities closer than this, relatively, count as equal: the tolerance of R's fisher.test. */
const EQUAL_PROBABILITY = 1 + 1e-7

/** Log odds ratios are sought in ± this; exp(690) is near the largest double. */
const LARGEST_LOG_ODDS = 690

/**
 * Fisher's exact test of the table [[a, b], [c, d]] of counts, two-sided by point probability.
 * R. A. Fisher, "The logic of inductive inference", JRSS 98 (1935) 39-82; interval: J. Cornfield, "A statistical
 * problem arising from retrospective studies", Third Berkeley Symposium 4 (1956) 135-148.
 */
export function fisherExact2x2(
  a: number,
  b: number,
  c: number,
  d: number,
  options: { level?: number } = {},
): Fisher2x2 {
  const level = options.level ?? 0.95
  requireLevel(level)
  for (const [name, count] of Object.entries({ a, b, c, d })) requireCount(name, count)
  const margins = { row: a + b, column: a + c, total: a + b + c + d }
  const tail = (1 - level) / 2
  const lowest = lowestCount(margins)
  const highest = highestCount(margins)
  return {
    pValue: twoSided(hypergeometric(margins), a),
    oddsRatio: a === lowest ? 0 : a === highest ? Number.POSITIVE_INFINITY : oddsWithMean(margins, a),
    low: a === lowest ? 0 : oddsWithUpperTail(margins, a, tail),
    high: a === highest ? Number.POSITIVE_INFINITY : oddsWithLowerTail(margins, a, tail),
    level,
    informative: lowest < highest,
  }
}

function twoSided({ lowest, probabilities }: Hypergeometric, observed: number): number {
  const limit = (probabilities[observed - lowest] ?? 0) * EQUAL_PROBABILITY
  let inside = 0
  let outside = 0
  for (const each of probabilities) {
    if (each <= limit) outside += each
    else inside += each
  }
  return outside > 0.5 ? Math.min(1, 1 - inside) : outside
}

interface Moments {
  readonly mass: number
  readonly mean: number
  readonly variance: number
}

/** Mass of the counts from `from` to `to`, with their conditional mean and variance. */
function moments({ lowest, probabilities }: Hypergeometric, from: number, to: number): Moments {
  let mass = 0
  let first = 0
  for (let count = from; count <= to; count++) {
    const each = probabilities[count - lowest] ?? 0
    mass += each
    first += each * count
  }
  const mean = first / mass
  let second = 0
  for (let count = from; count <= to; count++) {
    second += (probabilities[count - lowest] ?? 0) * (count - mean) ** 2
  }
  return { mass, mean, variance: second / mass }
}

function oddsWithMean(margins: Margins, observed: number): number {
  const excess = (logOdds: number) => {
    const law = hypergeometric(margins, Math.exp(logOdds))
    const { mean, variance } = moments(law, lowestCount(margins), highestCount(margins))
    return { value: mean - observed, slope: variance }
  }
  return searchOdds(excess, margins, observed)
}

function oddsWithUpperTail(margins: Margins, observed: number, tail: number): number {
  return oddsWithTail(margins, observed, tail, observed, highestCount(margins))
}

function oddsWithLowerTail(margins: Margins, observed: number, tail: number): number {
  return oddsWithTail(margins, observed, tail, lowestCount(margins), observed)
}

/** The derivative of ln P(from ≤ X ≤ to) in the log odds ratio is the conditional mean less the mean. */
function oddsWithTail(margins: Margins, observed: number, tail: number, from: number, to: number): number {
  const target = Math.log(tail)
  const excess = (logOdds: number) => {
    const law = hypergeometric(margins, Math.exp(logOdds))
    const part = moments(law, from, to)
    const whole = moments(law, lowestCount(margins), highestCount(margins))
    return { value: Math.log(part.mass) - target, slope: part.mean - whole.mean }
  }
  return searchOdds(excess, margins, observed)
}

function searchOdds(
  excess: (logOdds: number) => { value: number; slope: number },
  margins: Margins,
  a: number,
): number {
  const b = margins.row - a
  const c = margins.column - a
  const d = margins.total - margins.row - c
  const start = Math.log(((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5)))
  return Math.exp(monotoneRoot(excess, -LARGEST_LOG_ODDS, LARGEST_LOG_ODDS, start))
}
