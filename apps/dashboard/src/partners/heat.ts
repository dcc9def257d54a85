import type { PartnerGrid } from '@retombees/contract/partner'

/** The highest score in a grid; 0 where there is none. */
export function highestScore(grid: PartnerGrid): number {
  return Math.max(
    0,
    ...grid.engagements.flatMap(({ scores }) => Object.values(scores).map((score) => score ?? 0)),
  )
}

/** How warm a score is shown, in fifths of the highest of its grid: 0 for zero alone, 5 for the highest, null for a blank. */
export function heatOf(score: number | null, highest: number): number | null {
  if (score === null) return null
  return highest <= 0 ? 0 : Math.ceil((Math.max(0, score) / highest) * 5)
}
