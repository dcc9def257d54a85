import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'

const KEPT = 4

/** Reads the programme that a snapshot holds, once per snapshot: the definitions in force are those it was built with. */
export function createProgrammes(): (snapshotId: string, folder: string) => Promise<Programme> {
  const kept = new Map<string, Promise<Programme>>()
  return (snapshotId, folder) => {
    const known = kept.get(snapshotId)
    if (known) return known
    const read = readProgramme(folder)
    kept.set(snapshotId, read)
    read.catch(() => kept.delete(snapshotId))
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
    return read
  }
}
