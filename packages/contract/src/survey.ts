import { z } from 'zod'
import { CrossRefusal, ShareInterval } from './cross-table.ts'
import { Discrepancy, Figure, Provenance } from './figure.ts'
import { Comparison } from './indicator.ts'
import { SurveyBase } from './survey-query.ts'

/** One cell of a one-way table. `n` is null when the print does not let it be known; `reason` says why. */
export const SurveyCell = z.object({
  code: z.string(),
  label: z.string(),
  n: z.number().int().nullable(),
  /** Over the base; weighted where the questionnaire has weights. */
  share: z.number().nullable(),
  /** Of `share`: Wilson, individual, not corrected. */
  interval: ShareInterval.nullable(),
  /** Of a multiple choice: over all the mentions. */
  mentionShare: z.number().nullable(),
  certainty: z.enum(['certain', 'reconstructed', 'ambiguous', 'contradicted']),
  reason: z.string().nullable(),
})
export type SurveyCell = z.infer<typeof SurveyCell>

/** A scale in one number: `lowest` to `highest` are its bounds, over opinions only. The mean has Student's interval from five answers on. */
export const ScaleSummary = z.object({
  n: z.number().int(),
  mean: z.number(),
  interval: ShareInterval.nullable(),
  median: z.number(),
  lowest: z.number(),
  highest: z.number(),
})
export type ScaleSummary = z.infer<typeof ScaleSummary>

/** One question for one territory: its cells, its base, and the agreement as a figure where the scale has one. */
export const SurveyColumn = z.object({
  territory: z.string(),
  base: z.number().int().nullable(),
  /** Kish's, where the questionnaire has weights. */
  effectiveBase: z.number().nullable(),
  baseRule: z.string(),
  cells: z.array(SurveyCell),
  /** Of a multiple choice: how many answers were given in all. */
  mentions: z.number().int().nullable(),
  summary: ScaleSummary.nullable(),
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
  /** All the territories together, and those of no territory; its `territory` is empty. */
  whole: SurveyColumn,
  comparison: Comparison.nullable(),
})
export type SurveyRow = z.infer<typeof SurveyRow>

/** A question of a questionnaire by territory. */
export const SurveyTable = z.object({
  form: z.literal('one-way'),
  questionnaire: z.string(),
  question: z.string(),
  label: z.string(),
  kind: z.enum(['scale', 'single', 'multiple', 'text', 'number', 'date']),
  base: SurveyBase,
  /** The filters in words; empty without any. */
  filters: z.array(z.string()),
  codes: z.array(
    z.object({ code: z.string(), label: z.string(), polarity: z.enum(['for', 'against', 'neither']) }),
  ),
  rows: z.array(SurveyRow),
  /** The finding, in one French sentence that the data supports. */
  finding: z.string(),
  refused: CrossRefusal.nullable(),
  notes: z.array(z.string()),
  provenance: Provenance,
})
export type SurveyTable = z.infer<typeof SurveyTable>
