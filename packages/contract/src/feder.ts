import { z } from 'zod'
import { Provenance } from './figure.ts'
import { FundingTotal } from './funding.ts'
import { IndicatorResult } from './indicator.ts'

/** Something the control asks for: register numbers, never names. */
export const FederPiece = z.object({
  id: z.string(),
  label: z.string(),
  status: z.enum(['not-recorded', 'partly', 'recorded']),
  references: z.array(z.string()),
  checkedOn: z.string().nullable(),
})
export type FederPiece = z.infer<typeof FederPiece>

/** The file that a control of the ERDF opens: exact totals with their sources, who took part, obligations, pieces. */
export const FederDossier = z.object({
  origin: z.string(),
  note: z.string(),
  funding: z.object({
    funder: z.string(),
    label: z.string(),
    total: z.number(),
    byYear: z.array(FundingTotal),
    byTerritory: z.array(FundingTotal),
    provenance: Provenance,
    loads: z.array(z.string()),
  }),
  publicIdentification: z.array(IndicatorResult),
  obligations: z.array(z.object({ id: z.string(), label: z.string(), indicators: z.array(IndicatorResult) })),
  procurement: z.array(FederPiece),
  documents: z.array(FederPiece),
  publicity: z.array(FederPiece),
  /** How many pieces have a register number, out of all that are asked for. */
  recorded: z.number().int(),
  asked: z.number().int(),
})
export type FederDossier = z.infer<typeof FederDossier>
