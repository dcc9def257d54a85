import { z } from 'zod'
import { Provenance } from './figure.ts'
import { Finding } from './problem.ts'

/** What became of one file. `rows_read = rows_loaded + rows_quarantined + rows_ignored`, always. */
export const IngestOutcome = z.object({
  file: z.string(),
  source: z.string().nullable(),
  status: z.enum(['loaded', 'duplicate', 'refused']),
  load_id: z.string().nullable(),
  rows_read: z.number().int(),
  rows_loaded: z.number().int(),
  rows_quarantined: z.number().int(),
  rows_ignored: z.number().int(),
  reason: z.string().nullable(),
})
export type IngestOutcome = z.infer<typeof IngestOutcome>

/** What became of one row that was mended: it is loaded, or still set aside and why, or cannot be mended and why. */
export const MendOutcome = z.object({
  load_id: z.string(),
  row_no: z.number().int(),
  status: z.enum(['mended', 'quarantined', 'refused']),
  reason: z.string().nullable(),
})
export type MendOutcome = z.infer<typeof MendOutcome>

export const LoadSummary = z.object({
  loadId: z.string(),
  source: z.string(),
  sourceLabel: z.string(),
  file: z.string(),
  sha256: z.string(),
  receivedAt: z.string(),
  provenance: Provenance,
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  rowsQuarantined: z.number().int(),
  rowsIgnored: z.number().int(),
  warnings: z.array(Finding),
  /** The last day on which identifiers and words of its rows are kept; null where its source has no retention. */
  keptUntil: z.string().nullable(),
})
export type LoadSummary = z.infer<typeof LoadSummary>

export const QuarantinedRow = z.object({
  loadId: z.string(),
  file: z.string(),
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  raw: z.string().nullable(),
})
export type QuarantinedRow = z.infer<typeof QuarantinedRow>
