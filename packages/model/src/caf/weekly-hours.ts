/** One slot of a centre's week, and the days between which it stands. */
export interface Hours {
  readonly centre: string
  readonly kind: string
  readonly minutes: number
  readonly valid_from: string
  readonly valid_to: string | null
}

/** Minutes a week of a kind in force on a day (the latest known, without a day); null where no hours stand then. */
export function weeklyMinutes(hours: readonly Hours[], kind: string, day: string | null): number | null {
  const standing = hours
    .filter((each) => each.kind === kind)
    .filter((each) => (day === null ? each.valid_to === null : each.valid_from <= day))
    .filter((each) => day === null || each.valid_to === null || each.valid_to >= day)
  return standing.length === 0 ? null : standing.reduce((sum, each) => sum + each.minutes, 0)
}
