import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import type { Clock } from './clock.ts'
import { type Publication, publishLive } from './publication.ts'
import { asWriter } from './writer.ts'

/**
 * Publishes the loads in force and the programme's own rows as a new snapshot of three faces, unless what is in force
 * was made of the same. Throws a LockedError when somebody else writes, a PipelineError when a load does not fit the
 * programme any more; what was in force then stays.
 */
export function publish(home: Home, programme: Programme, { now }: { now: Clock }): Promise<Publication> {
  return asWriter(home, 'publish', now, () => publishLive(home, programme, now))
}
