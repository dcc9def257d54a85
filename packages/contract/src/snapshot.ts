import { z } from 'zod'
import { Face } from './role.ts'

/** The publication an answer was computed from. */
export const SnapshotStamp = z.object({
  id: z.string(),
  face: Face,
  publishedAt: z.string(),
  programmeDigest: z.string(),
})
export type SnapshotStamp = z.infer<typeof SnapshotStamp>

export const Health = z.object({
  status: z.enum(['ok', 'empty']),
  version: z.string(),
  snapshot: SnapshotStamp.nullable(),
  /** When the internal face was published: later than `snapshot` where disclosure control keeps the published face back. */
  internalPublishedAt: z.string().nullable(),
  publishedBehind: z.boolean(),
  ageSeconds: z.number().nullable(),
  programmeChanged: z.boolean(),
})
export type Health = z.infer<typeof Health>

/** Wraps every answer with the snapshot it comes from. */
export function stamped<T extends z.ZodType>(data: T) {
  return z.object({ snapshot: SnapshotStamp, data })
}
export type Stamped<T> = { snapshot: SnapshotStamp; data: T }
