import type { ScaleSummary } from '@retombees/contract/survey'
import { meanIntervalOfCounts } from '@retombees/statistics/mean-interval'
import { type AskedItem, scoresOf } from './codebook.ts'
import { SMALLEST_MEAN_BASE } from './measures/figures.ts'

/**
 * Mean and median of a scale over opinions, from how many gave each code; null where a count is unknown, where nobody had
 * an opinion, or where the codes are not ordered. No interval under five answers, nor where all gave the same.
 */
export function scaleSummary(
  asked: AskedItem,
  counts: ReadonlyMap<string, number | null>,
): ScaleSummary | null {
  if (!isOrdered(asked)) return null
  const scored: { value: number; n: number }[] = []
  for (const [code, value] of scoresOf(asked)) {
    const n = counts.get(code) ?? null
    if (n === null) return null
    scored.push({ value, n })
  }
  return summaryOfValues(scored)
}

/** Mean with its interval, median and bounds of these values; null where there is none. */
export function summaryOfValues(
  values: readonly { readonly value: number; readonly n: number }[],
): ScaleSummary | null {
  const scored = [...values].sort((a, b) => a.value - b.value)
  const n = scored.reduce((sum, each) => sum + each.n, 0)
  if (n === 0) return null
  const mean = scored.reduce((sum, each) => sum + each.n * each.value, 0) / n
  const found = meanIntervalOfCounts(
    scored.map(({ value }) => value),
    scored.map((each) => each.n),
  )
  const shown = found !== null && n >= SMALLEST_MEAN_BASE && !found.constant
  return {
    n,
    mean,
    interval: shown ? { low: found.low, high: found.high } : null,
    median: (at(scored, Math.ceil(n / 2)) + at(scored, Math.floor(n / 2) + 1)) / 2,
    lowest: scored[0]?.value ?? 0,
    highest: scored.at(-1)?.value ?? 0,
  }
}

/** Scales are; so is a single choice whose codes all have a score, or a label that begins with a number. */
function isOrdered(asked: AskedItem): boolean {
  if (asked.question.kind === 'scale') return true
  if (asked.question.kind !== 'single') return false
  const opinions = asked.codes.filter((code) => code.missing === undefined)
  return opinions.every(({ score, label }) => score !== undefined || /^-?\d/.test(label.fr))
}

/** The value of the answer of that rank, from 1. */
function at(scored: readonly { value: number; n: number }[], rank: number): number {
  let passed = 0
  for (const { value, n } of scored) {
    passed += n
    if (passed >= rank) return value
  }
  return scored.at(-1)?.value ?? 0
}
