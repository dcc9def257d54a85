import type { Home } from '@retombees/warehouse/home'
import { withWriterLock } from '@retombees/warehouse/lock'
import { sweepLeftovers } from '@retombees/warehouse/sweep'
import type { Clock } from './clock.ts'

/**
 * Runs a verb as the only writer of a home, on a home that holds nothing unfinished. Throws a LockedError when
 * somebody else is writing.
 */
export function asWriter<T>(home: Home, verb: string, now: Clock, work: () => Promise<T>): Promise<T> {
  return withWriterLock(home, { verb, since: now().toISOString() }, async () => {
    sweepLeftovers(home)
    return work()
  })
}
