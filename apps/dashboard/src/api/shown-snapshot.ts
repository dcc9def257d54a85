import { SnapshotStamp } from '@retombees/contract/snapshot'
import type { QueryClient } from '@tanstack/react-query'

/** The oldest publication among the answers that are on screen; null when none is. */
export function shownSnapshot(client: QueryClient): SnapshotStamp | null {
  const stamps = client
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ queryKey }) => queryKey[0] !== 'health' })
    .flatMap(({ state }) => {
      const data: unknown = state.data
      const stamp =
        typeof data === 'object' && data !== null && 'snapshot' in data ? data.snapshot : undefined
      const read = SnapshotStamp.safeParse(stamp)
      return read.success ? [read.data] : []
    })
  return stamps.sort((a, b) => a.publishedAt.localeCompare(b.publishedAt))[0] ?? null
}
