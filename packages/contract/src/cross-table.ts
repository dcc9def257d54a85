import { z } from 'zod'
import { Provenance } from './figure.ts'

/** One cell of a cross table. Shares are null under a base of ten. */
export const CrossCell = z.object({
  row: z.string(),
  column: z.string(),
  n: z.number().int(),
  /** Over the column: what those of that column answered. */
  columnShare: z.number().nullable(),
  rowShare: z.number().nullable(),
  /** Adjusted standardised residual; beyond ±2 the cell stands out from independence. Null without a test of the table. */
  residual: z.number().nullable(),
})
export type CrossCell = z.infer<typeof CrossCell>

export const CrossHeading = z.object({ code: z.string(), label: z.string(), n: z.number().int() })
export type CrossHeading = z.infer<typeof CrossHeading>

/** The test that was chosen by rule, never by its result, and why. */
export const CrossTest = z.object({
  name: z.string(),
  why: z.string(),
  pValue: z.number(),
  /** A French sentence of what may be claimed. One table looked at among many is not corrected: it says so. */
  sentence: z.string(),
})
export type CrossTest = z.infer<typeof CrossTest>

/** Two questions of one questionnaire, or a question by territory, crossed. `refused` says why there is no table. */
export const CrossTable = z.object({
  questionnaire: z.string(),
  rows: z.object({ item: z.string(), label: z.string(), codes: z.array(CrossHeading) }),
  columns: z.object({ item: z.string(), label: z.string(), codes: z.array(CrossHeading) }),
  cells: z.array(CrossCell),
  n: z.number().int(),
  baseRule: z.string(),
  tests: z.array(CrossTest),
  refused: z.string().nullable(),
  notes: z.array(z.string()),
  provenance: Provenance.nullable(),
  loads: z.array(z.string()),
})
export type CrossTable = z.infer<typeof CrossTable>
