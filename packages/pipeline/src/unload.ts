import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { appendEvent, liveLoads, readLedger } from '@retombees/warehouse/ledger'
import type { Clock } from './clock.ts'
import { PipelineError } from './errors.ts'
import { type Publication, publishLive } from './publication.ts'
import { asWriter } from './writer.ts'

/**
 * Takes a load out of force and publishes what is left, as if it had never come; its archive stays. Of a
 * load that was taken out already it publishes what is left, where that was not done. Throws a PipelineError when no load
 * of that id is or was in force.
 */
export function unload(
  home: Home,
  programme: Programme,
  loadId: string,
  { now }: { now: Clock },
): Promise<Publication> {
  return asWriter(home, 'unload', now, async () => {
    const events = readLedger(home)
    const live = liveLoads(events).map((load) => load.loadId)
    const out = events.some((event) => event.kind === 'unload' && event.loadId === loadId)
    // A writer that took it out may have been killed before it published: what is left is published now.
    if (!live.includes(loadId) && out) return publishLive(home, programme, now)
    if (!live.includes(loadId))
      throw new PipelineError(
        'load-not-in-force',
        `Le chargement « ${loadId} » n’est pas en vigueur ; en vigueur : ${live.join(', ') || 'aucun'}.`,
      )
    appendEvent(home, { kind: 'unload', at: now().toISOString(), loadId })
    return publishLive(home, programme, now)
  })
}
