import { z } from 'zod'
import { Discrepancy, Figure, Provenance } from './figure.ts'
import { Comparison } from './indicator.ts'

/** One cell of a one-way table. `n` is null when the print does not let it be known; `reason` says why. */
export const SurveyCell = z.object({
  code: z.string(),
  label: z.string(),
  n: z.number().int().nullable(),
  share: z.number().nullable(),
  certainty: z.enum(['certain', 'reconstructed', 'ambiguous', 'contradicted']),
  reason: z.string().nullable(),
})
export type SurveyCell = z.infer<typeof SurveyCell>

/** One question for one territory: its cells, its base, and the agreement as a figure where the scale has one. */
export const SurveyColumn = z.object({
  territory: z.string(),
  base: z.number().int().nullable(),
  baseRule: z.string(),
  cells: z.array(SurveyCell),
  agreement: Figure.nullable(),
  /** Answers known to lie in several codes together, when their split is unknown. */
  unsplit: z.array(z.object({ codes: z.array(z.string()), n: z.number().int(), reason: z.string() })),
  discrepancies: z.array(Discrepancy),
  loads: z.array(z.string()),
})
export type SurveyColumn = z.infer<typeof SurveyColumn>

export const SurveyRow = z.object({
  item: z.string(),
  label: z.string(),
  indicator: z.string().nullable(),
  columns: z.array(SurveyColumn),
  comparison: Comparison.nullable(),
})
export type SurveyRow = z.infer<typeof SurveyRow>

/** A question of a questionnaire by territory. */
export const SurveyTable = z.object({
  questionnaire: z.string(),
  question: z.string(),
  label: z.string(),
  kind: z.enum(['scale', 'single', 'multiple', 'text', 'number', 'date']),
  codes: z.array(
    z.object({ code: z.string(), label: z.string(), polarity: z.enum(['for', 'against', 'neither']) }),
  ),
  rows: z.array(SurveyRow),
  /** The finding, in one French sentence that the data supports. */
  finding: z.string(),
  notes: z.array(z.string()),
  provenance: Provenance,
})
export type SurveyTable = z.infer<typeof SurveyTable>
