import { z } from 'zod'

/** What an erasure finds in one load. */
export const ErasureInLoad = z.object({
  load_id: z.string(),
  source: z.string(),
  file: z.string(),
  /** False for a load that was replaced or taken out: its archive is kept, and erased too. */
  in_force: z.boolean(),
  /** Rows severed from a person. */
  rows: z.number().int(),
  /** Rows of which the words go. */
  texts: z.number().int(),
  /** Rows where the name stood in words of somebody else. */
  mentions: z.number().int(),
  /** Rows where the name stands in a cell that a figure is counted by: it stays, for somebody to correct in the file. */
  kept: z.number().int(),
})
export type ErasureInLoad = z.infer<typeof ErasureInLoad>

/** Where a person was found by its identifiers, and what became of it. It tells no identifier. */
export const PurgeReport = z.object({
  loads: z.array(ErasureInLoad),
  /** Mended rows of the ledger. */
  mends: z.number().int(),
  /** Closed periods of which what was counted is remembered. */
  releases: z.number().int(),
  /** Others whom one of the identifiers names and another tells apart, or was not given: they are left. */
  namesakes: z.number().int(),
  /** False while a snapshot that holds the person could not be removed: the next publication removes it. */
  finished: z.boolean(),
})
export type PurgeReport = z.infer<typeof PurgeReport>

/** How long a load is kept with its identifiers and its words. */
export const LoadRetention = z.object({
  load_id: z.string(),
  source: z.string(),
  file: z.string(),
  in_force: z.boolean(),
  /** The last day; null where its source has no retention. */
  until: z.string().nullable(),
  /** `due`: its time is over and nothing was erased yet. */
  state: z.enum(['unlimited', 'kept', 'due', 'expired']),
})
export type LoadRetention = z.infer<typeof LoadRetention>
