import { z } from 'zod'
import { IngestOutcome, MendOutcome } from './load.ts'

/** A file that was received and not loaded yet. */
export const Upload = z.object({ id: z.string(), file: z.string(), bytes: z.number().int() })
export type Upload = z.infer<typeof Upload>

/** What is to become of an upload. `dryRun` reads and conforms it, and keeps nothing. */
export const IngestOrder = z.strictObject({
  dryRun: z.boolean().default(false),
  replace: z.boolean().default(false),
  source: z.string().max(100).optional(),
})
export type IngestOrder = z.infer<typeof IngestOrder>

/** How far the reading has come. */
export const IngestProgress = z.object({
  file: z.string(),
  bytesDone: z.number(),
  bytesTotal: z.number(),
  rows: z.number(),
  secondsLeft: z.number().nullable(),
})
export type IngestProgress = z.infer<typeof IngestProgress>

/** One event of the stream that tells what becomes of an upload; `end` is always the last. */
export const UploadEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), progress: IngestProgress }),
  z.object({ kind: z.literal('outcome'), outcome: IngestOutcome }),
  z.object({ kind: z.literal('mended'), outcome: MendOutcome }),
  /** The verb could not do its work; the message is French and says what to do. */
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('end') }),
])
export type UploadEvent = z.infer<typeof UploadEvent>
