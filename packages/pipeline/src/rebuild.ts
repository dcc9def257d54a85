import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { liveLoads, readLedger } from '@retombees/warehouse/ledger'
import type { Clock } from './clock.ts'
import { conformAgain } from './conform-again.ts'
import { type Publication, publishLive } from './publication.ts'
import { asWriter } from './writer.ts'

/**
 * Conforms every load in force again from its archive, builds everything anew and publishes it where it differs from
 * what is in force. `changed` false says that loading file by file had given the very same rows.
 */
export function rebuild(home: Home, programme: Programme, { now }: { now: Clock }): Promise<Publication> {
  return asWriter(home, 'rebuild', now, async () => {
    for (const load of liveLoads(readLedger(home))) await conformAgain(home, programme, load)
    return publishLive(home, programme, now, { again: true })
  })
}
