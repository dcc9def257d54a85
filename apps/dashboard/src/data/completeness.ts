import type { Breakdown } from '@retombees/contract/breakdown'
import { isKnown } from '@retombees/contract/figure'

/** What was received of what was expected, in pairs of a centre and a month. */
export interface Completeness {
  readonly expected: number
  readonly received: number
  /** The centre that lacks most months, and how many; null when none lacks any. */
  readonly worst: { readonly label: string; readonly missing: number } | null
}

/**
 * Counts a table of centres by months. Every centre is expected for every month from the first to the last that anybody
 * sent: a month that nobody sent in between is missing for all. A masked cell was received.
 */
export function completenessOf(table: Breakdown): Completeness {
  const months = table.columns?.values.length ?? 0
  const missing = table.rows.values.map(({ key, label }) => {
    const sent = table.cells.filter(
      ({ row, figure }) => row === key && (isKnown(figure) || figure.state === 'suppressed'),
    )
    return { label, missing: months - sent.length }
  })
  const lacking = missing.reduce((sum, each) => sum + each.missing, 0)
  const expected = table.rows.values.length * months
  const [worst] = missing.toSorted((a, b) => b.missing - a.missing)
  return {
    expected,
    received: expected - lacking,
    worst: worst === undefined || worst.missing === 0 ? null : worst,
  }
}
