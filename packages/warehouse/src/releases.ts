import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceFile } from './durable-file.ts'
import { SnapshotError } from './errors.ts'
import type { Home } from './home.ts'

/**
 * What was published of one closed period of one fact table, and what it was counted from: a later correction is compared
 * with it. The persons are those of the internal face; the folder is closed like the loads.
 */
export const Release = z.object({
  /** What the period was published by: dimensions, tables, threshold. */
  definition: z.string(),
  events: z.array(
    z.object({
      at: z.record(z.string(), z.string()),
      person: z.string().nullable(),
      times: z.number().int(),
    }),
  ),
  /** What each cube of the period hid: of rows (`by` null), of distinct persons by a column. */
  suppressed: z.array(z.object({ by: z.string().nullable(), keys: z.array(z.string()) })),
  /** The rows of `cube_cells`, as they went out. */
  cells: z.array(
    z.object({
      fact: z.string(),
      counted: z.string(),
      provenance: z.string(),
      period: z.string(),
      dimensions: z.string(),
      codes: z.string(),
      n: z.number().int().nullable(),
      threshold: z.number().int(),
    }),
  ),
})
export type Release = z.infer<typeof Release>

/** The releases of one closed period, oldest first. */
export interface PeriodReleases {
  readonly fact: string
  readonly provenance: string
  readonly period: string
  readonly releases: readonly Release[]
}

const Kept = z.object({
  fact: z.string(),
  provenance: z.string(),
  period: z.string(),
  releases: z.array(Release),
})

/** Every release that a home remembers. Throws a SnapshotError that names a file it cannot read. */
export function readReleases(home: Home): readonly PeriodReleases[] {
  if (!existsSync(home.releases)) return []
  return readdirSync(home.releases)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const path = join(home.releases, name)
      try {
        return Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch (error) {
        throw new SnapshotError(
          'release-unreadable',
          `${path} ne se lit pas : ce qui a déjà été publié de cette période n’est plus connu. Restaurez ce fichier depuis une sauvegarde.`,
          { cause: error },
        )
      }
    })
}

/** Remembers the releases of a period in place of what was remembered of it. */
export function keepReleases(home: Home, kept: PeriodReleases): void {
  mkdirSync(home.releases, { recursive: true, mode: 0o700 })
  replaceFile(join(home.releases, releaseFile(kept)), `${JSON.stringify(kept)}\n`, randomUUID())
}

/** The name of the file that remembers the releases of a period. */
export function releaseFile({ fact, provenance, period }: PeriodReleases): string {
  return `${fact}.${provenance}.${period}.json`
}
