import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readProgramme } from '@retombees/programme/read-programme'
import { renameDurably, syncFolder, writeOnce } from '@retombees/warehouse/durable-file'
import type { Home } from '@retombees/warehouse/home'
import { withWriterLock } from '@retombees/warehouse/lock'
import { sweepLeftovers } from '@retombees/warehouse/sweep'
import { extract } from 'tar'
import { BackupManifest, digestsIn, PLACES } from './backup.ts'
import type { Clock } from './clock.ts'
import { PipelineError } from './errors.ts'
import { publishLive } from './publication.ts'
import { isPuttingBack, PUTTING_BACK, unfinishedRestore } from './writer.ts'

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
export function restore(home: Home, archive: string, { now }: { now: Clock }): Promise<Restoration> {
  return withWriterLock(home, { verb: 'restore', since: now().toISOString() }, async () => {
    const aside = unfinishedRestore(home)
    const manifest = await unpackBeside(home, archive, aside)
    putBack(home, aside)
    try {
      sweepLeftovers(home)
      const programme = join(home.root, PLACES.programme)
      if (manifest.content === null || !existsSync(programme))
        return { manifest, programme: null, same: null }
      const published = await publishLive(home, await readProgramme(programme), now)
      return { manifest, programme, same: published.manifest.content === manifest.content }
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  })
}

/** The archive, checked, in a folder beside what it will become; a home that holds something is refused. */
async function unpackBeside(home: Home, archive: string, aside: string): Promise<BackupManifest> {
  if (!existsSync(archive))
    throw new PipelineError('backup-missing', `${archive} : ce fichier n’existe pas ; vérifiez le chemin.`)
  // Nothing else was written since a restore was killed while it put things back: what it left is taken away.
  if (isPuttingBack(home)) for (const path of placesOf(home)) rmSync(path, { recursive: true, force: true })
  rmSync(aside, { recursive: true, force: true })
  const taken = [home.ledger, home.current, home.store].filter((path) => existsSync(path))
  if (taken.length > 0)
    throw new PipelineError(
      'home-not-empty',
      `${home.root} contient déjà quelque chose (${taken.map((path) => path.slice(home.root.length + 1)).join(', ')}) : restaurez dans un dossier neuf (RETOMBEES_HOME).`,
    )
  mkdirSync(aside, { mode: 0o700 })
  try {
    return await unpacked(archive, aside)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    throw error
  }
}

/** Moves each part into its place; killed here, or stopped by the disk, it leaves the mark that it was at it. */
function putBack(home: Home, aside: string): void {
  writeOnce(join(aside, PUTTING_BACK), '')
  syncFolder(aside)
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
  const { loads, releases, key, store, ledger, current } = home
  return [loads, releases, join(home.root, PLACES.programme), key, store, ledger, current]
}

function damaged(archive: string, problem: string, cause?: unknown): PipelineError {
  return new PipelineError(
    'backup-damaged',
    `${archive} : ${problem}. Rien n’a été restauré ; prenez une autre sauvegarde.`,
    { cause },
  )
}
