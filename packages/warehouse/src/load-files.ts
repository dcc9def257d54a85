import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { WarehouseError } from './errors.ts'
import { fileDigest } from './file-digest.ts'
import type { Home } from './home.ts'
import { CELLS, conformedFolderOf, RAW_PARQUET, readManifest } from './load-archive.ts'
import type { ConformedManifest } from './load-manifest.ts'

/**
 * Compares what a load said, as its archive holds it, with what was written. Throws a WarehouseError that names the file
 * where it is gone or differs: a page of Parquet that was damaged may still be read, as something else.
 */
export async function assertArchived(home: Home, loadId: string): Promise<void> {
  const folder = join(home.loads, loadId)
  const manifest = readManifest(home, loadId)
  const odd = await oddFile(folder, manifest, [RAW_PARQUET, CELLS])
  if (odd)
    throw new WarehouseError(
      'load-damaged',
      `Le chargement ${loadId} (${manifest.file}) : ${join(folder, odd.name)} ${odd.found === null ? 'n’est plus là' : `n’est plus ce qui avait été écrit (empreinte ${odd.found.slice(0, 12)}…, ${odd.expected.slice(0, 12)}… attendue)`}. Rien n’est publié ; restaurez ce dossier depuis une sauvegarde, ou retirez ce chargement (« retombees unload ${loadId} ») et rechargez le fichier.`,
    )
}

/** Whether the conformed rows of a load under a key are those that were written; they can be made again of the archive. */
export async function conformedAsWritten(home: Home, manifest: ConformedManifest): Promise<boolean> {
  const folder = conformedFolderOf(home, manifest.loadId, manifest.key)
  const names = Object.keys(manifest.files ?? {}).filter((name) => name !== RAW_PARQUET && name !== CELLS)
  return (await oddFile(folder, manifest, names)) === null
}

interface OddFile {
  readonly name: string
  readonly expected: string
  /** Null when it is not there. */
  readonly found: string | null
}

/** The first of these files that is not what the manifest says; a manifest of before digests were kept says nothing. */
async function oddFile(
  folder: string,
  { files = {} }: ConformedManifest,
  names: readonly string[],
): Promise<OddFile | null> {
  for (const name of names) {
    const expected = files[name]
    if (expected === undefined) continue
    const path = join(folder, name)
    const found = existsSync(path) ? await fileDigest(path) : null
    if (found !== expected) return { name, expected, found }
  }
  return null
}
