import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { SnapshotError } from './errors.ts'

const perFace = <T extends z.ZodType>(value: T) =>
  z.object({ internal: value, analyst: value, published: value })

/** Why what is published lags behind what is loaded. */
export const PublicationNotice = z.object({
  code: z.enum(['audit-failed', 'correction-withheld', 'corrected', 'definition-frozen']),
  /** The fact table and the closed period it is about; null for all of them. */
  fact: z.string().nullable(),
  period: z.string().nullable(),
  message: z.string(),
})
export type PublicationNotice = z.infer<typeof PublicationNotice>

/** What a snapshot is made of. `current` is the manifest of what is published now. */
export const SnapshotManifest = z.object({
  /** Instant and content, so that ids sort as they were published. */
  id: z.string().regex(/^[0-9a-z-]+$/),
  /** Instant, in UTC. */
  publishedAt: z.string(),
  programmeDigest: z.string(),
  /** Digest of what it is a function of: equal inputs need no new snapshot. */
  inputs: z.string(),
  /** Digest of every row of the internal face, and of the programme: the other faces follow from both. */
  content: z.string(),
  /** What its internal face was assembled by; another one made by the same may be made from it. */
  assembly: z.string().default(''),
  /** What the internal face holds, by table and load. */
  digests: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** The loads in force, in order. */
  loads: z.array(z.string()),
  /** What the rows of each load were conformed by. */
  loadKeys: z.record(z.string(), z.string()).default({}),
  /** Files, relative to the folder of the snapshots: a face may be of an older snapshot than the others. */
  faces: perFace(z.string()),
  /** SHA-256 of the file of each face, by its path in `faces`. */
  fileDigests: z.record(z.string(), z.string()).default({}),
  /** Rows by table. */
  rows: perFace(z.record(z.string(), z.number().int())),
  /** What disclosure control kept back, for the steward; without any number. */
  notices: z.array(PublicationNotice).default([]),
})
export type SnapshotManifest = z.infer<typeof SnapshotManifest>

/** Reads a manifest; null when there is none. Throws a SnapshotError when there is one that cannot be read. */
export function readSnapshotManifest(path: string): SnapshotManifest | null {
  if (!existsSync(path)) return null
  try {
    return SnapshotManifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new SnapshotError(
      'manifest-unreadable',
      `${path} ne se lit pas (${error instanceof SyntaxError ? 'ce n’est pas du JSON' : 'ce n’est pas la description d’un instantané'}) : supprimez-le, puis « retombees rebuild » refait ce qui est publié depuis les chargements, dont rien n’est perdu.`,
      { cause: error },
    )
  }
}
