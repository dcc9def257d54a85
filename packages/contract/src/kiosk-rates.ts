import { z } from 'zod'
import { FieldFilters } from './breakdown-search.ts'
import { ExportSearch } from './search.ts'

/** What is worked out of several sources of the kiosks, by centre; each says how they meet. */
export const KioskRate = z.enum(['availability', 'sessions-per-hour', 'installed'])
export type KioskRate = z.infer<typeof KioskRate>

/** Where and when. */
export const KioskRateSearch = FieldFilters.pick({ territory: true, centre: true, period: true })
export const KioskRateExportSearch = KioskRateSearch.extend(ExportSearch.shape)
