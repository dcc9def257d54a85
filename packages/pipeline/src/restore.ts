import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readProgramme } from '@retombees/programme/read-programme'
import { renameDurably } from '@retombees/warehouse/durable-file'
import type { Home } from '@retombees/warehouse/home'
import { withWriterLock } from '@retombees/warehouse/lock'
import { extract } from 'tar'
import { BackupManifest, digestsIn, PLACES } from './backup.ts'
import type { Clock } from './clock.ts'
import { PipelineError } from './errors.ts'
import { publish } from './publish.ts'

export interface Restoration {
  readonly manifest: BackupManifest
  /** Where the definitions of the programme were put; null when nothing had been published. */
  readonly programme: string | null
  /** Whether every row of what is published again is what it was; null when nothing had been published. */
  readonly same: boolean | null
}

/**
 * Makes a home of a backup and publishes it again. The archive is checked file by file before anything is put in its
 * place. Throws a PipelineError where the home holds something already, or the archive is damaged; the home is then as it was.
 */
export async function restore(home: Home, archive: string, { now }: { now: Clock }): Promise<Restoration> {
  const manifest = await withWriterLock(home, { verb: 'restore', since: now().toISOString() }, () =>
    putBack(home, archive),
  )
  const programme = join(home.root, PLACES.programme)
  if (manifest.content === null || !existsSync(programme)) return { manifest, programme: null, same: null }
  const published = await publish(home, await readProgramme(programme), { now })
  return { manifest, programme, same: published.manifest.content === manifest.content }
}

const UNFINISHED_RESTORE = '.unfinished-restore'

async function putBack(home: Home, archive: string): Promise<BackupManifest> {
  if (!existsSync(archive))
    throw new PipelineError('backup-missing', `${archive} : ce fichier n’existe pas ; vérifiez le chemin.`)
  const aside = join(home.root, UNFINISHED_RESTORE)
  // A restore that was killed had put nothing in force: what it left is taken away.
  if (existsSync(aside)) for (const path of placesOf(home)) rmSync(path, { recursive: true, force: true })
  rmSync(aside, { recursive: true, force: true })
  const taken = [home.ledger, home.current, home.store].filter((path) => existsSync(path))
  if (taken.length > 0)
    throw new PipelineError(
      'home-not-empty',
      `${home.root} contient déjà quelque chose (${taken.map((path) => path.slice(home.root.length + 1)).join(', ')}) : restaurez dans un dossier neuf (RETOMBEES_HOME).`,
    )
  mkdirSync(aside, { mode: 0o700 })
  try {
    const manifest = await unpacked(archive, aside)
    for (const folder of [home.loads, home.releases]) rmSync(folder, { recursive: true, force: true })
    for (const [place, path] of [
      [PLACES.loads, home.loads],
      [PLACES.releases, home.releases],
      [PLACES.programme, join(home.root, PLACES.programme)],
      [PLACES.key, home.key],
      [PLACES.store, home.store],
      [PLACES.ledger, home.ledger],
    ] as const)
      if (existsSync(join(aside, place))) renameDurably(join(aside, place), path)
    mkdirSync(home.loads, { recursive: true, mode: 0o700 })
    return manifest
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** The archive in a folder, every file of it the one that was saved. */
async function unpacked(archive: string, folder: string): Promise<BackupManifest> {
  let manifest: BackupManifest
  try {
    await extract({ file: archive, cwd: folder, strict: true, preservePaths: false })
    manifest = BackupManifest.parse(JSON.parse(readFileSync(join(folder, PLACES.manifest), 'utf8')))
  } catch (error) {
    throw damaged(archive, 'ce n’est pas une sauvegarde, ou elle est incomplète', error)
  }
  const found = await digestsIn(folder)
  delete found[PLACES.manifest]
  const names = new Set([...Object.keys(found), ...Object.keys(manifest.files)])
  const wrong = [...names].filter((name) => found[name] !== manifest.files[name])
  if (wrong.length > 0)
    throw damaged(archive, `${wrong.slice(0, 3).join(', ')} n’est pas ce qui avait été sauvegardé`)
  return manifest
}

function placesOf(home: Home): readonly string[] {
  return [home.loads, home.releases, join(home.root, PLACES.programme), home.key, home.store, home.ledger]
}

function damaged(archive: string, problem: string, cause?: unknown): PipelineError {
  return new PipelineError(
    'backup-damaged',
    `${archive} : ${problem}. Rien n’a été restauré ; prenez une autre sauvegarde.`,
    { cause },
  )
}
