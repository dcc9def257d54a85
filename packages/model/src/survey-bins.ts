import { frenchNumber } from './french.ts'

/** Values that are shown together. */
export interface Bin {
  readonly code: string
  /** In French. */
  readonly label: string
  holds(value: string): boolean
}

/** As many bins as a reader takes in at a glance. */
const MOST_BINS = 12
const MOST_MONTHS = 24

/**
 * Bins for these values, none left empty at the ends: each number by itself where there are few, else equal steps of 1, 2 or
 * 5 times a power of ten; dates by month, by year beyond two years of them.
 */
export function binsOf(
  kind: 'number' | 'date',
  values: readonly { readonly value: string }[],
): readonly Bin[] {
  if (values.length === 0) return []
  return kind === 'number' ? numberBins(values.map(({ value }) => Number(value))) : dateBins(values)
}

function numberBins(values: readonly number[]): readonly Bin[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b)
  if (distinct.length <= MOST_BINS)
    return distinct.map((value) => ({
      code: String(value),
      label: frenchNumber(value, 2),
      holds: (given) => Number(given) === value,
    }))
  const [least, most] = [distinct[0] ?? 0, distinct.at(-1) ?? 0]
  const step = stepFor(most - least)
  const whole = distinct.every(Number.isInteger) && step >= 1
  const first = Math.floor(least / step)
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, at) => {
    const [low, high] = [(first + at) * step, (first + at + 1) * step]
    const label =
      whole && step === 1
        ? frenchNumber(low)
        : whole
          ? `${frenchNumber(low)} à ${frenchNumber(high - 1)}`
          : `${frenchNumber(low, 2)} à moins de ${frenchNumber(high, 2)}`
    return {
      code: `${low}..${high}`,
      label,
      holds: (given) => Math.floor(Number(given) / step) === first + at,
    }
  })
}

/** The smallest of 1, 2 or 5 times a power of ten that cuts a span into few enough bins, ends included. */
function stepFor(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / MOST_BINS))
  return (
    [1, 2, 5, 10, 20].map((times) => times * power).find((step) => span / step + 2 <= MOST_BINS) ?? 50 * power
  )
}

const MONTHS = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function dateBins(values: readonly { readonly value: string }[]): readonly Bin[] {
  const months = [...new Set(values.map(({ value }) => value.slice(0, 7)))].sort()
  if (months.length <= MOST_MONTHS)
    return months.map((month) => ({
      code: month,
      label: MONTHS.format(new Date(`${month}-01T00:00:00Z`)),
      holds: (given) => given.startsWith(month),
    }))
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  return years.map((year) => ({ code: year, label: year, holds: (given) => given.startsWith(`${year}-`) }))
}
