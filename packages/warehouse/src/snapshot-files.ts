import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Face } from '@retombees/contract/role'
import { fileDigest } from './file-digest.ts'
import type { Home } from './home.ts'
import { readSnapshotManifest, type SnapshotManifest } from './snapshot-manifest.ts'

function saysItsName(manifest: string, id: string): boolean {
  try {
    return readSnapshotManifest(manifest)?.id === id
  } catch {
    return false
  }
}

/**
 * Whether these faces of a snapshot are, byte for byte, what was published; a snapshot of before digests were kept is
 * taken at its word. The engine checks a block when it reads it, not when it copies the file.
 */
export async function isAsPublished(
  home: Home,
  { id, faces, fileDigests }: SnapshotManifest,
  which: readonly Face[] = Face.options,
): Promise<boolean> {
  if (!saysItsName(join(home.snapshots, id, 'manifest.json'), id)) return false
  for (const face of which) {
    const path = join(home.snapshots, faces[face])
    const expected = fileDigests[faces[face]]
    if (!existsSync(path)) return false
    if (expected !== undefined && (await fileDigest(path)) !== expected) return false
  }
  return true
}
