import { randomUUID } from 'node:crypto'
import { constants, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import { NoSnapshotError } from '@retombees/warehouse/errors'
import type { Home } from '@retombees/warehouse/home'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { readSnapshotManifest } from '@retombees/warehouse/snapshot-manifest'

/** A folder of its own for one query, with a copy of the analyst file that nobody else reads. */
export interface Workspace {
  readonly folder: string
  readonly database: string
  readonly snapshot: SnapshotStamp
  remove(): Promise<void>
}

/** Where the queries' folders lie, swept of what a killed server left there. */
export function openWorkspaces(home: Home): { make(): Promise<Workspace>; close(): void } {
  const root = join(home.root, 'sql')
  mkdirSync(root, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(root)) {
    const pid = Number(name.split('-')[0])
    if (pid !== process.pid && !isAlive(pid)) rmSync(join(root, name), { recursive: true, force: true })
  }
  const made = new Set<string>()
  const removeFolder = async (folder: string) => {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    made.delete(folder)
  }
  return {
    async make() {
      const folder = join(root, `${process.pid}-${randomUUID()}`)
      made.add(folder)
      await mkdir(folder, { mode: 0o700 })
      const database = join(folder, 'analyst.duckdb')
      try {
        const snapshot = await copyAnalystFace(home, database)
        return { folder, database, snapshot, remove: () => removeFolder(folder) }
      } catch (error) {
        await removeFolder(folder)
        throw error
      }
    },
    close() {
      for (const folder of made) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const ATTEMPTS = 5

/** Copies the analyst face of what is published now: again where it was published over meanwhile. */
async function copyAnalystFace(home: Home, target: string): Promise<SnapshotStamp> {
  for (let attempt = 1; ; attempt += 1) {
    const { file, snapshot } = analystFace(home)
    try {
      await copyFile(file, target, constants.COPYFILE_FICLONE)
      return snapshot
    } catch (error) {
      if (attempt >= ATTEMPTS || analystFace(home).file === file) throw error
    }
  }
}

/** The analyst face of what is published now, and what it is. Throws a NoSnapshotError when nothing is. */
export function analystFace(home: Home): { file: string; snapshot: SnapshotStamp } {
  const name = readCurrent(home)?.faces.analyst
  const file = join(home.snapshots, name ?? '')
  const manifest = name === undefined ? null : readSnapshotManifest(join(dirname(file), 'manifest.json'))
  if (!manifest) throw new NoSnapshotError(home.root)
  const { id, publishedAt, programmeDigest } = manifest
  return { file, snapshot: { id, face: 'analyst', publishedAt, programmeDigest } }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
