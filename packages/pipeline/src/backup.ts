import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile, cp } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { syncFile, syncFolder, writeOnce } from '@retombees/warehouse/durable-file'
import { carryOutErasure } from '@retombees/warehouse/erasure'
import { fileDigest } from '@retombees/warehouse/file-digest'
import type { Home } from '@retombees/warehouse/home'
import { withWriterLock } from '@retombees/warehouse/lock'
import { programmeCopy, readCurrent } from '@retombees/warehouse/snapshot'
import { create } from 'tar'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import { PipelineError } from './errors.ts'

/** `backup.json`, the first entry of a backup: what it holds, and what it must give back. */
export const BackupManifest = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** Digest of every row of what was published; null when nothing was. */
  content: z.string().nullable(),
  withKey: z.boolean(),
  /** SHA-256 of every file, by its path in the backup. */
  files: z.record(z.string(), z.string()),
})
export type BackupManifest = z.infer<typeof BackupManifest>

/** Where the parts of a home lie in a backup. */
export const PLACES = Object.freeze({
  manifest: 'backup.json',
  ledger: 'ledger.jsonl',
  loads: 'loads',
  releases: 'releases',
  programme: 'programme',
  store: 'store.sqlite',
  key: 'key',
})

export interface BackupOptions {
  readonly now: Clock
  /** The key that tells persons apart leaves with the rest; left out unless it is asked for. */
  readonly withKey: boolean
  /** Copies the accounts, judgements and annotations whole, whoever is writing them; does nothing where there are none. */
  readonly copyStore: (from: string, to: string) => Promise<void>
}

/**
 * Writes everything that a home cannot make again into one compressed archive: ledger, loads, releases, programme in force, store.
 * Snapshots are left out: they are a function of the rest. Nobody writes meanwhile; readers go on. The file appears whole
 * or not at all, and what a killed backup left beside it is removed by the next. Throws a PipelineError when it exists already.
 */
export async function backup(home: Home, target: string, options: BackupOptions): Promise<BackupManifest> {
  const path = resolve(target)
  if (existsSync(path))
    throw new PipelineError('backup-exists', `${target} existe déjà ; choisissez un autre nom de fichier.`)
  mkdirSync(dirname(path), { recursive: true })
  removeAbandoned(dirname(path))
  const aside = mkdtempSync(join(dirname(path), `${ASIDE}${hostname()}-${process.pid}-`))
  try {
    const manifest = await withWriterLock(home, { verb: 'backup', since: options.now().toISOString() }, () =>
      gather(home, aside, options),
    )
    const archive = join(aside, `${randomUUID()}.tar.gz`)
    await create({ file: archive, gzip: true, cwd: join(aside, CONTENT), portable: true }, [
      PLACES.manifest,
      ...readdirSync(join(aside, CONTENT)).filter((name) => name !== PLACES.manifest),
    ])
    syncFile(archive)
    renameSync(archive, path)
    syncFolder(dirname(path))
    return manifest
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

const CONTENT = 'content'
const ASIDE = '.retombees-backup-'

/** What backups that were killed left in a folder: those of processes of this machine that are no more. */
function removeAbandoned(folder: string): void {
  const own = `${ASIDE}${hostname()}-`
  for (const name of readdirSync(folder).filter((one) => one.startsWith(own))) {
    const pid = Number.parseInt(name.slice(own.length), 10)
    if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

async function gather(home: Home, aside: string, options: BackupOptions): Promise<BackupManifest> {
  const folder = join(aside, CONTENT)
  mkdirSync(folder)
  carryOutErasure(home)
  const current = readCurrent(home)
  if (existsSync(home.ledger)) await copyFile(home.ledger, join(folder, PLACES.ledger))
  await cp(home.loads, join(folder, PLACES.loads), {
    recursive: true,
    filter: (source) => !relative(home.loads, source).startsWith('.'),
  })
  if (existsSync(home.releases)) await cp(home.releases, join(folder, PLACES.releases), { recursive: true })
  if (current)
    await cp(programmeCopy(join(home.snapshots, current.id)), join(folder, PLACES.programme), {
      recursive: true,
    })
  await options.copyStore(home.store, join(folder, PLACES.store))
  if (options.withKey && existsSync(home.key)) await copyFile(home.key, join(folder, PLACES.key))
  const manifest: BackupManifest = {
    format: 1,
    madeAt: options.now().toISOString(),
    content: current?.content ?? null,
    withKey: existsSync(join(folder, PLACES.key)),
    files: await digestsIn(folder),
  }
  writeOnce(join(folder, PLACES.manifest), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** SHA-256 of every file below a folder, by its path written with `/`. */
export async function digestsIn(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) {
    digests[relative(folder, file).split(sep).join('/')] = await fileDigest(file)
  }
  return digests
}
