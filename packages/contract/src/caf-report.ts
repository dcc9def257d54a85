import { z } from 'zod'
import { Provenance } from './figure.ts'

/** Passages at reception, counted apart: they are events, never persons. */
export const PassageCounts = z.object({
  visits: z.number().int(),
  accompaniments: z.number().int(),
  computerHelp: z.number().int(),
  redirections: z.number().int(),
})
export type PassageCounts = z.infer<typeof PassageCounts>

/** A centre's status with the CAF; `to` is null while it lasts. */
export const CafStatus = z.object({
  status: z.string(),
  label: z.string(),
  from: z.string(),
  to: z.string().nullable(),
})
export type CafStatus = z.infer<typeof CafStatus>

/** Redirections for a reason, none of which is a small cell. */
export const RedirectionReason = z.object({
  /** Codes counted together: one, or several that are too rare to stand alone. */
  reasons: z.array(z.string()),
  label: z.string(),
  count: z.number().int(),
  byTerritory: z.array(z.object({ territory: z.string(), count: z.number().int() })),
})
export type RedirectionReason = z.infer<typeof RedirectionReason>

/** What the report says of one thing that the agreement asks for. */
export const CafCoverage = z.object({
  asked: z.string(),
  state: z.enum(['given', 'no_data', 'refused']),
  how: z.string(),
})
export type CafCoverage = z.infer<typeof CafCoverage>

/** The aggregate report proposed to the CAF for a year, or for all that the register holds. */
export const CafReport = z.object({
  title: z.string(),
  /** What it is and is not: a proposal. */
  note: z.string(),
  year: z.number().int().nullable(),
  years: z.array(z.number().int()),
  /** First and last day of the register in it; null where nothing was recorded. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Of the register; null: no register is loaded, and there is nothing to count. */
  provenance: Provenance.nullable(),
  loads: z.array(z.string()),
  total: PassageCounts.nullable(),
  centres: z.array(
    z.object({
      centre: z.string(),
      label: z.string(),
      territory: z.string(),
      /** Null: no line of the register, which is not zero. */
      counts: PassageCounts.nullable(),
      statuses: z.array(CafStatus),
      /** Minutes a week on the last day of the report; null where no hours are known. */
      openingMinutes: z.number().int().nullable(),
      receptionMinutes: z.number().int().nullable(),
    }),
  ),
  /** Empty where nobody was redirected, or too few to say why. */
  reasons: z.array(RedirectionReason),
  reasonsRule: z.string(),
  coverage: z.array(CafCoverage),
})
export type CafReport = z.infer<typeof CafReport>
