/** Redirections of one reason in one territory. */
export interface Redirected {
  readonly reason: string
  readonly territory: string
  readonly n: number
}

/** Reasons counted together. */
export interface ReasonGroup {
  readonly reasons: readonly string[]
  readonly count: number
  readonly byTerritory: readonly { territory: string; count: number }[]
}

/**
 * Reasons of redirection by territory without a small cell: a reason stands alone only where every territory counts
 * none or at least `threshold`. The others are counted together, with the next smallest reasons until that group passes
 * too; where even all of them together do not, no reason is given. As the same groups are shown for the whole and for
 * each territory, no difference between what is shown gives a hidden count back.
 */
export function groupReasons(
  redirected: readonly Redirected[],
  territories: readonly string[],
  threshold: number,
): ReasonGroup[] {
  const counts = new Map<string, Map<string, number>>()
  for (const { reason, territory, n } of redirected) {
    const own = counts.get(reason) ?? new Map<string, number>()
    own.set(territory, (own.get(territory) ?? 0) + n)
    counts.set(reason, own)
  }
  const countOf = (reasons: readonly string[], territory: string) =>
    reasons.reduce((sum, reason) => sum + (counts.get(reason)?.get(territory) ?? 0), 0)
  const totalOf = (reasons: readonly string[]) =>
    territories.reduce((sum, territory) => sum + countOf(reasons, territory), 0)
  const passes = (reasons: readonly string[]) =>
    territories.every((territory) => {
      const n = countOf(reasons, territory)
      return n === 0 || n >= threshold
    })
  const ordered = [...counts.keys()].sort((a, b) => totalOf([b]) - totalOf([a]) || (a < b ? -1 : 1))
  const alone = ordered.filter((reason) => passes([reason]))
  const rare = ordered.filter((reason) => !passes([reason]))
  while (rare.length > 0 && !passes(rare)) {
    const next = alone.pop()
    if (next === undefined) return []
    rare.unshift(next)
  }
  return [...alone.map((reason) => [reason]), ...(rare.length > 0 ? [rare] : [])].map((reasons) => ({
    reasons,
    count: totalOf(reasons),
    byTerritory: territories.map((territory) => ({ territory, count: countOf(reasons, territory) })),
  }))
}
