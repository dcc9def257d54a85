/** Fisher's noncentral hypergeometric distribution: `probabilities[i]` is that of the count `lowest + i`. */
export interface Hypergeometric {
  readonly lowest: number
  readonly probabilities: Float64Array
}

/** Margins of a 2×2 table: its first row, its first column and its total. */
export interface Margins {
  readonly row: number
  readonly column: number
  readonly total: number
}

export function lowestCount({ row, column, total }: Margins): number {
  return Math.max(0, row + column - total)
}

export function highestCount({ row, column }: Margins): number {
  return Math.min(row, column)
}

/**
 * Law of the first cell of a 2×2 table with these margins when the odds ratio is `odds` > 0 (1: the central law).
 * Probabilities run outwards from the mode by their exact ratios, so that tails keep their relative precision.
 * A. Fog, "Calculation methods for Fisher's noncentral hypergeometric distribution" (2008).
 */
export function hypergeometric(margins: Margins, odds = 1): Hypergeometric {
  const { row, column, total } = margins
  const lowest = lowestCount(margins)
  const size = highestCount(margins) - lowest + 1
  const ratio = (count: number) =>
    (((row - count) * (column - count)) / ((count + 1) * (total - row - column + count + 1))) * odds

  let mode = 0
  let beyond = size - 1
  while (mode < beyond) {
    const middle = (mode + beyond) >> 1
    if (ratio(lowest + middle) > 1) mode = middle + 1
    else beyond = middle
  }

  const probabilities = new Float64Array(size)
  probabilities[mode] = 1
  let weight = 1
  for (let i = mode; i < size - 1 && weight > 0; i++) {
    weight *= ratio(lowest + i)
    probabilities[i + 1] = weight
  }
  weight = 1
  for (let i = mode - 1; i >= 0 && weight > 0; i--) {
    weight /= ratio(lowest + i)
    probabilities[i] = weight
  }
  const sum = probabilities.reduce((partial, each) => partial + each, 0)
  for (let i = 0; i < size; i++) probabilities[i] = (probabilities[i] ?? 0) / sum
  return { lowest, probabilities }
}
