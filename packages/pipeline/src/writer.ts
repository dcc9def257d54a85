import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from '@retombees/warehouse/home'
import { withWriterLock } from '@retombees/warehouse/lock'
import { sweepLeftovers } from '@retombees/warehouse/sweep'
import type { Clock } from './clock.ts'
import { PipelineError } from './errors.ts'

/**
 * Runs a verb as the only writer of a home, on a home that holds nothing unfinished. Throws a LockedError when
 * somebody else is writing, a PipelineError where a restore was not finished: what it left belongs to its backup.
 */
export function asWriter<T>(home: Home, verb: string, now: Clock, work: () => Promise<T>): Promise<T> {
  return withWriterLock(home, { verb, since: now().toISOString() }, async () => {
    if (isPuttingBack(home))
      throw new PipelineError(
        'restore-unfinished',
        `${home.root} : une restauration y a été interrompue, rien n’y est écrit. Relancez « retombees restore » avec la même sauvegarde ; elle reprend du début.`,
      )
    rmSync(unfinishedRestore(home), { recursive: true, force: true })
    sweepLeftovers(home)
    return work()
  })
}

/** Where a restore unpacks; there for as long as it is not over. */
export function unfinishedRestore(home: Home): string {
  return join(home.root, '.unfinished-restore')
}

/** In that folder, once what was unpacked is being moved into the home. */
export const PUTTING_BACK = '.putting-back'

/** Whether a restore was stopped while it moved things: the home is then neither what it was nor what was saved. */
export function isPuttingBack(home: Home): boolean {
  return existsSync(join(unfinishedRestore(home), PUTTING_BACK))
}
