import { z } from 'zod'
import { FieldFilters } from './breakdown-search.ts'
import { Figure, Provenance } from './figure.ts'

/** One thing that residents proposed, and what became of it. */
export const LedgerEntry = z.object({
  id: z.string(),
  day: z.string(),
  centre: z.string(),
  territory: z.string(),
  area: z.string().nullable(),
  /** What was proposed, identifiers masked; null where the viewer may not read it. */
  body: z.string().nullable(),
  outcome: z.enum(['retained', 'adapted', 'refused', 'pending']),
  decidedOn: z.string().nullable(),
  /** Days from the proposal to the decision. */
  days: z.number().int().nullable(),
  prototype: z.string().nullable(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** How long a kind of decision took: the median of the days, over those that were decided. */
export const LedgerDelay = z.object({ outcome: LedgerEntry.shape.outcome, figure: Figure })
export type LedgerDelay = z.infer<typeof LedgerDelay>

/** What residents proposed and what became of it. Proposals are counted, never persons. */
export const ContributionLedger = z.object({
  entries: z.array(LedgerEntry),
  proposed: Figure,
  /** Retained or adapted: they changed something. */
  adopted: Figure,
  refused: Figure,
  pending: Figure,
  delays: z.array(LedgerDelay),
  /** The longest wait among those without an answer, in days to the last day that the register knows. */
  longestWait: Figure,
  withheld: z.string().nullable(),
  needs: z.string(),
  provenance: Provenance.nullable(),
})
export type ContributionLedger = z.infer<typeof ContributionLedger>

export const LedgerSearch = FieldFilters.pick({ territory: true, centre: true, period: true, area: true })
