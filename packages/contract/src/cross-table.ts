import { z } from 'zod'
import { Provenance } from './figure.ts'
import { SurveyBase } from './survey-query.ts'

/** A 95 % interval of a share, 0 to 1. */
export const ShareInterval = z.object({ low: z.number(), high: z.number() })
export type ShareInterval = z.infer<typeof ShareInterval>

/** One cell of a cross table. `n` counts people, never weighted; shares are, where there are weights. Null under a base of ten. */
export const CrossCell = z.object({
  row: z.string(),
  column: z.string(),
  n: z.number().int(),
  /** Over the column: what those of that column answered. */
  columnShare: z.number().nullable(),
  /** Of `columnShare`: Wilson, on Kish's effective base where there are weights; individual, not corrected. */
  interval: ShareInterval.nullable(),
  rowShare: z.number().nullable(),
  /** Adjusted standardised residual; beyond ±2 the cell stands out from independence. Null without a test of the table. */
  residual: z.number().nullable(),
})
export type CrossCell = z.infer<typeof CrossCell>

/** A category and how many people are in it; `effectiveBase` is Kish's, where there are weights. */
export const CrossHeading = z.object({
  code: z.string(),
  label: z.string(),
  n: z.number().int(),
  effectiveBase: z.number().nullable(),
})
export type CrossHeading = z.infer<typeof CrossHeading>

/** One side of a cross table. `polarity` is that of each code, in their order, where it is a scale. */
export const CrossSide = z.object({
  item: z.string(),
  label: z.string(),
  kind: z.enum(['scale', 'single', 'multiple', 'place', 'profile', 'text', 'number', 'date']),
  codes: z.array(CrossHeading),
  polarity: z.array(z.enum(['for', 'against', 'neither'])),
})
export type CrossSide = z.infer<typeof CrossSide>

/** A test that was chosen by rule, never by its result, and why. */
export const CrossTest = z.object({
  name: z.string(),
  why: z.string(),
  /** The option it is about, where several answers were possible; null for the whole table. */
  option: z.string().nullable(),
  pValue: z.number(),
  /** Holm's, over the tests of the block; null for a test that is beside them, or alone. */
  adjusted: z.number().nullable(),
  /** Whether it counts in the block: one test a table, or one an option. */
  primary: z.boolean(),
  established: z.boolean(),
  /** A French sentence of what may be claimed. */
  sentence: z.string(),
})
export type CrossTest = z.infer<typeof CrossTest>

/** Why there is no table: not askable, counted in margins only, closed to this role, or nobody answered. */
export const CrossRefusal = z.object({
  code: z.enum(['not-crossable', 'margins-only', 'closed', 'no-data']),
  reason: z.string(),
})
export type CrossRefusal = z.infer<typeof CrossRefusal>

/** Two questions of one questionnaire, or a question by territory, centre or profile, crossed. */
export const CrossTable = z.object({
  rows: CrossSide,
  columns: CrossSide,
  cells: z.array(CrossCell),
  n: z.number().int(),
  baseRule: z.string(),
  tests: z.array(CrossTest),
  refused: CrossRefusal.nullable(),
  provenance: Provenance.nullable(),
  loads: z.array(z.string()),
})
export type CrossTable = z.infer<typeof CrossTable>

/** The cross tables of one request: one for each pair of items of the two questions. Their tests are corrected together. */
export const CrossBlock = z.object({
  form: z.literal('cross'),
  questionnaire: z.string(),
  rows: z.string(),
  columns: z.string(),
  base: SurveyBase,
  /** The filters in words; empty without any. */
  filters: z.array(z.string()),
  tables: z.array(CrossTable),
  /** How many tests were corrected together, by Holm. */
  familySize: z.number().int(),
  /** The finding, in French, that the data supports. */
  finding: z.string(),
  notes: z.array(z.string()),
})
export type CrossBlock = z.infer<typeof CrossBlock>
