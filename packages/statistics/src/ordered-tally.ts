import { requireCount, requireFinite, StatisticsInputError } from './errors'

/** How many of group a and of group b gave each value; values are distinct and ascending. */
export interface OrderedTally {
  readonly values: readonly number[]
  readonly a: readonly number[]
  readonly b: readonly number[]
}

/** Tally of two samples of values. "Don't know" and "no answer" are the caller's to leave out. */
export function tallyOfValues(a: readonly number[], b: readonly number[]): OrderedTally {
  requireFinite('a', a)
  requireFinite('b', b)
  const countsA = countValues(a)
  const countsB = countValues(b)
  const values = [...new Set([...countsA.keys(), ...countsB.keys()])].sort((one, other) => one - other)
  return {
    values,
    a: values.map((value) => countsA.get(value) ?? 0),
    b: values.map((value) => countsB.get(value) ?? 0),
  }
}

function countValues(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

export function requireTally({ values, a, b }: OrderedTally): void {
  requireFinite('values', values)
  values.forEach((value, index) => {
    const previous = values[index - 1]
    if (previous !== undefined && previous >= value) {
      throw new StatisticsInputError(`values[${index}]`, value, `a value above ${previous}, the one before`)
    }
  })
  for (const [name, counts] of Object.entries({ a, b })) {
    if (counts.length !== values.length) {
      throw new StatisticsInputError(`${name}.length`, counts.length, `${values.length}, as many as values`)
    }
    counts.forEach((count, index) => {
      requireCount(`${name}[${index}]`, count)
    })
  }
}

export function sizeOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Σ (t³ − t) over the groups of t equal values: what ties take away from the variance of ranks. */
export function tieTerm(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + (size ** 3 - size), 0)
}

/** For each value, how many of `counts` lie strictly below it less how many lie strictly above it. */
export function belowLessAbove(counts: readonly number[]): number[] {
  const total = sizeOf(counts)
  let below = 0
  return counts.map((count) => {
    const above = total - below - count
    const balance = below - above
    below += count
    return balance
  })
}
