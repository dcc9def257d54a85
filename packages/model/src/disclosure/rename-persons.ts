import type { PeriodReleases } from '@retombees/warehouse/releases'
import { inOrder } from './publish-cubes.ts'

/**
 * The releases of a period with other keys of persons: as many persons, the same events, nothing else. Null where none of
 * these keys is found.
 */
export function withPersonsRenamed(
  kept: PeriodReleases,
  renamed: ReadonlyMap<string, string>,
): PeriodReleases | null {
  const found = kept.releases.some(({ events }) => events.some(({ person }) => renamed.has(person ?? '')))
  if (!found) return null
  const releases = kept.releases.map((release) => ({
    ...release,
    events: inOrder(
      release.events.map(({ person, ...event }) => ({
        ...event,
        person: person === null ? null : (renamed.get(person) ?? person),
      })),
    ),
  }))
  return { ...kept, releases }
}
