import { Provenance } from '@retombees/contract/figure'
import { Finding } from '@retombees/contract/problem'
import { z } from 'zod'

/** What became of the rows of a file. `read = loaded + quarantined + ignored`, always. */
export const Counts = z.object({
  read: z.number().int().nonnegative(),
  loaded: z.number().int().nonnegative(),
  quarantined: z.number().int().nonnegative(),
  ignored: z.number().int().nonnegative(),
})
export type Counts = z.infer<typeof Counts>

/** What conforming made of a load. */
export const ConformedManifest = z.object({
  loadId: z.string(),
  /** Digest of the definitions and the version of the code that conformed it. */
  key: z.string(),
  /** The fact table that its rows go to. */
  table: z.string(),
  counts: Counts,
  warnings: z.array(Finding),
  /** SHA-256 of every other file of its folder, by name, written with them; loads of before have none. */
  files: z.record(z.string(), z.string()).optional(),
})
export type ConformedManifest = z.infer<typeof ConformedManifest>

/** What is known of a load: its file, how it was read, and what its first conforming made of it. */
export const LoadManifest = ConformedManifest.extend({
  source: z.string(),
  /** Name of the file, without its folder. */
  file: z.string(),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Instant, in UTC. */
  receivedAt: z.string(),
  provenance: Provenance,
  /** All that reading said of the file besides its rows (headings, preamble, lines passed over), to conform it again. */
  reading: z.record(z.string(), z.unknown()),
  /** Where the cells are kept a column a column, `cells.parquet`: the line of the file that its first row is. */
  cells: z.object({ firstLine: z.number().int().positive() }).optional(),
})
export type LoadManifest = z.infer<typeof LoadManifest>
