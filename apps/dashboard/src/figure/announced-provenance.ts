import type { Provenance } from '@retombees/contract/figure'
import { createContext, useContext } from 'react'

/**
 * The provenance that a part of the page has announced for its figures. A figure of that provenance does not repeat it;
 * any other says its own. Simulated is never left to an announcement.
 */
export const AnnouncedProvenance = createContext<Provenance | null>(null)

export function useIsAnnounced(): (provenance: Provenance) => boolean {
  const announced = useContext(AnnouncedProvenance)
  return (provenance) => provenance === announced && provenance !== 'simulated'
}
