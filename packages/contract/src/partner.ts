import { z } from 'zod'
import { Provenance } from './figure.ts'

/** One engagement: a partner, in a territory, on a theme, scored on each criterion. Zero is a score; null is missing. */
export const Engagement = z.object({
  territory: z.string(),
  partner: z.string(),
  partnerLabel: z.string(),
  /** The theme as the grid prints it; empty where it prints none. */
  theme: z.string(),
  /** The id that a query filters it by; empty where there is no theme. */
  themeId: z.string(),
  internal: z.boolean(),
  scores: z.record(z.string(), z.number().nullable()),
  /** Mean of the scores that are there, rounded half up to one decimal; null when there is none. */
  mean: z.number().nullable(),
  scored: z.number().int(),
  loadId: z.string(),
  row: z.number().int(),
  /** How many engagements this partner has in this territory. */
  listed: z.number().int(),
  warnings: z.array(z.string()),
})
export type Engagement = z.infer<typeof Engagement>

export const PartnerGrid = z.object({
  criteria: z.array(z.object({ id: z.string(), label: z.string() })),
  engagements: z.array(Engagement),
  total: z.number().int(),
  partners: z.number().int(),
  territories: z.array(
    z.object({
      territory: z.string(),
      engagements: z.number().int(),
      partners: z.number().int(),
      mean: z.number().nullable(),
    }),
  ),
  warnings: z.array(z.string()),
  /** Why territories are not ranked on these grids. */
  note: z.string(),
  provenance: Provenance,
})
export type PartnerGrid = z.infer<typeof PartnerGrid>
