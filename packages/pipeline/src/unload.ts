import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { appendEvent, liveLoads, readLedger } from '@retombees/warehouse/ledger'
import type { Clock } from './clock.ts'
import { PipelineError } from './errors.ts'
import { type Publication, publishLive } from './publication.ts'
import { asWriter } from './writer.ts'

/**
 * Takes a load out of force and publishes what is left, as if it had never come; its archive stays. Throws a
 * PipelineError when no load of that id is in force.
 */
export function unload(
  home: Home,
  programme: Programme,
  loadId: string,
  { now }: { now: Clock },
): Promise<Publication> {
  return asWriter(home, 'unload', now, async () => {
    const live = liveLoads(readLedger(home)).map((load) => load.loadId)
    if (!live.includes(loadId))
      throw new PipelineError(
        'load-not-in-force',
        `Le chargement « ${loadId} » n’est pas en vigueur ; en vigueur : ${live.join(', ') || 'aucun'}.`,
      )
    appendEvent(home, { kind: 'unload', at: now().toISOString(), loadId })
    return publishLive(home, programme, now)
  })
}
