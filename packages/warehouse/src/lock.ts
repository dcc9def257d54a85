import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { renameDurably, syncFile, syncFolder } from './durable-file.ts'
import { type Engine, openEngine } from './engine.ts'
import { type Holder, LockedError, WarehouseError } from './errors.ts'
import type { Home } from './home.ts'

/** Who wants to write, and for what: the verb is shown to whoever comes second. */
export interface Writer {
  readonly verb: string
  /** Since when, in UTC. */
  readonly since: string
}

const HolderFile = z.object({ pid: z.number().int(), verb: z.string(), since: z.string() })

/** What this process is writing to, by home. */
const held = new Map<string, Holder>()

/**
 * Runs `work` as the only writer of a home, over every process of the machine. Throws a LockedError that names the
 * holder when there is one; it does not wait. The lock is the operating system's own, on a small DuckDB file that is
 * held open: a holder that is killed holds nothing any more, whatever its process id becomes afterwards.
 */
export async function withWriterLock<T>(home: Home, writer: Writer, work: () => Promise<T>): Promise<T> {
  const here = held.get(home.root)
  if (here) throw new LockedError(home.root, here)
  const holder: Holder = { pid: process.pid, ...writer }
  held.set(home.root, holder)
  try {
    const lock = await take(home)
    try {
      writeHolder(home, holder)
      return await work()
    } finally {
      rmSync(holderPath(home), { force: true })
      await lock.close()
    }
  } finally {
    held.delete(home.root)
  }
}

/** Throws when this process does not hold the writer's lock of the home. */
export function assertWriter(home: Home): void {
  if (!held.has(home.root))
    throw new WarehouseError('not-the-writer', `Écriture dans ${home.root} sans en tenir le verrou.`)
}

const LOCK_RESOURCES = Object.freeze({ memoryLimit: '32MB', threads: 1, readOnly: false })

async function take(home: Home): Promise<Engine> {
  if (!existsSync(home.lock)) await makeLockFolder(home)
  try {
    // Nothing is ever written to the lock: a journal beside it is somebody else's.
    rmSync(`${lockFile(home.lock)}.wal`, { force: true })
    return await openEngine(lockFile(home.lock), LOCK_RESOURCES)
  } catch (error) {
    if (error instanceof WarehouseError && error.code === 'file-locked')
      throw new LockedError(home.root, readHolder(home))
    throw notTaken(home, error)
  }
}

function notTaken(home: Home, error: unknown): WarehouseError {
  const text = error instanceof Error ? error.message : String(error)
  if (/permission denied|read-only|EACCES|EROFS/i.test(text))
    return new WarehouseError(
      'home-read-only',
      `${home.root} ne peut pas être écrit par ce compte (${home.lock} : accès refusé ou disque en lecture seule) : rien n’a changé. Donnez-lui le droit d’y écrire, puis recommencez ; lire reste possible.`,
      { cause: error },
    )
  return new WarehouseError(
    'lock-unreadable',
    `${home.lock} ne s’ouvre pas : ${text} Ce dossier ne tient que le verrou d’écriture. Vérifiez qu’aucun Retombées n’écrit ici, supprimez-le, puis recommencez.`,
    { cause: error },
  )
}

/** Made whole under another name and renamed: a writer killed here leaves no half lock, and of two only one wins. */
async function makeLockFolder(home: Home): Promise<void> {
  const aside = `${home.lock}.${randomUUID()}.tmp`
  mkdirSync(aside)
  const engine = await openEngine(lockFile(aside), LOCK_RESOURCES)
  await engine.run('checkpoint')
  await engine.close()
  syncFile(lockFile(aside))
  syncFolder(aside)
  try {
    renameDurably(aside, home.lock)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(home.lock)) throw error
  }
}

function lockFile(folder: string): string {
  return join(folder, 'lock.duckdb')
}

function holderPath(home: Home): string {
  return join(home.lock, 'holder.json')
}

function writeHolder(home: Home, holder: Holder): void {
  const aside = `${holderPath(home)}.tmp`
  writeFileSync(aside, JSON.stringify(holder))
  renameSync(aside, holderPath(home))
}

function readHolder(home: Home): Holder | null {
  try {
    return HolderFile.parse(JSON.parse(readFileSync(holderPath(home), 'utf8')))
  } catch {
    return null
  }
}
