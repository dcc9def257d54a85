import { z } from 'zod'
import { Figure, Provenance } from './figure.ts'
import { Depth } from './role.ts'

/** One row of a source file, as it was loaded. `row` is its number in the file (header rows counted). */
export const LineageRow = z.object({
  row: z.number().int(),
  fields: z.record(z.string(), z.string().nullable()),
})
export type LineageRow = z.infer<typeof LineageRow>

/** One file behind a figure. `rows` is absent when the viewer's role goes no deeper than the file. */
export const LineageLoad = z.object({
  loadId: z.string(),
  source: z.string(),
  file: z.string(),
  sha256: z.string(),
  receivedAt: z.string(),
  provenance: Provenance,
  rowsUsed: z.number().int(),
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  rowsQuarantined: z.number().int(),
  rowsIgnored: z.number().int(),
  rows: z.array(LineageRow).optional(),
  warnings: z.array(z.string()),
})
export type LineageLoad = z.infer<typeof LineageLoad>

/** From a figure back to the files and rows it was computed from. */
export const Lineage = z.object({
  subject: z.string(),
  label: z.string(),
  figure: Figure,
  measure: z.object({ kind: z.string(), sentence: z.string(), version: z.string() }),
  depth: Depth,
  loads: z.array(LineageLoad),
})
export type Lineage = z.infer<typeof Lineage>
