import { z } from 'zod'
import { Provenance } from './figure.ts'

/** One line of the financing plan. Null: the table prints a dash. */
export const FundingLine = z.object({
  territory: z.string(),
  funder: z.string(),
  funderLabel: z.string(),
  year: z.number().int(),
  amount: z.number().nullable(),
  loadId: z.string(),
  row: z.number().int(),
})
export type FundingLine = z.infer<typeof FundingLine>

export const FundingTotal = z.object({ key: z.string(), label: z.string(), amount: z.number() })
export type FundingTotal = z.infer<typeof FundingTotal>

export const FundingTable = z.object({
  lines: z.array(FundingLine),
  years: z.array(z.number().int()),
  byTerritory: z.array(FundingTotal),
  byFunder: z.array(FundingTotal),
  byYear: z.array(FundingTotal),
  total: z.number(),
  /** What the amounts are: a financing plan, with the state of each year. Never a cost. */
  note: z.string(),
  provenance: Provenance,
})
export type FundingTable = z.infer<typeof FundingTable>
