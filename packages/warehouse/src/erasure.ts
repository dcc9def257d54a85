import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renameDurably, syncFile, syncFolder, writeOnce } from './durable-file.ts'
import type { Home } from './home.ts'
import { type LedgerEvent, ledgerText } from './ledger.ts'
import { UNFINISHED } from './load-archive.ts'
import { assertWriter } from './lock.ts'
import { type PeriodReleases, releaseFile } from './releases.ts'
import { type SeveredLoad, writeSeveredLoad } from './severed-load.ts'

/** Everything that an erasure puts in the place of what is kept. */
export interface Erasure {
  readonly loads: readonly SeveredLoad[]
  readonly releases: readonly PeriodReleases[]
  /** The ledger as it is to be from now on, the erasure its last event. */
  readonly events: readonly LedgerEvent[]
}

/** Where an erasure is written before it is decided: a writer that finds this undoes it by removing it. */
export function undecidedErasure(home: Home): string {
  return join(home.root, `${UNFINISHED}erasure`)
}

/**
 * Decides an erasure: all of it is written aside and on the disk, then one rename. Killed before that rename, nothing
 * has happened; after it, `carryOutErasure` brings it about, by this writer or the next.
 */
export async function decideErasure(home: Home, { loads, releases, events }: Erasure): Promise<void> {
  assertWriter(home)
  const aside = undecidedErasure(home)
  rmSync(aside, { recursive: true, force: true })
  const places = placesIn(aside)
  for (const folder of [places.loads, places.releases]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const load of loads) await writeSeveredLoad(home, load, join(places.loads, load.manifest.loadId))
  for (const kept of releases)
    writeOnce(join(places.releases, releaseFile(kept)), `${JSON.stringify(kept)}\n`)
  writeOnce(places.ledger, ledgerText(events))
  makeDurable(aside)
  renameDurably(aside, home.erasure)
}

/** Whether an erasure is decided whose rows may still be in a snapshot. */
export function erasurePending(home: Home): boolean {
  return existsSync(home.erasure)
}

/**
 * Puts what was decided in the place of loads, releases and ledger, and forgets what was conformed of them. Killed in
 * the middle, doing it again does the rest. The snapshots that hold the same rows are for whoever publishes.
 */
export function carryOutErasure(home: Home): void {
  assertWriter(home)
  if (!erasurePending(home)) return
  const decided = placesIn(home.erasure)
  for (const loadId of foldersIn(decided.loads)) {
    const folder = join(home.loads, loadId)
    const old = join(home.loads, `${UNFINISHED}erased-${loadId}`)
    if (existsSync(folder)) {
      rmSync(old, { recursive: true, force: true })
      renameSync(folder, old)
    }
    rmSync(join(home.conformed, loadId), { recursive: true, force: true })
    renameDurably(join(decided.loads, loadId), folder)
    rmSync(old, { recursive: true, force: true })
  }
  for (const file of foldersIn(decided.releases))
    renameDurably(join(decided.releases, file), join(home.releases, file))
  if (existsSync(decided.ledger)) renameDurably(decided.ledger, home.ledger)
  // What a killed writer had begun to say of a mend may name who is erased.
  rmSync(`${home.ledger}.torn`, { force: true })
}

/** Says that nothing that was erased is left: what is published was made after it, and no older snapshot is kept. */
export function endErasure(home: Home): void {
  assertWriter(home)
  rmSync(home.erasure, { recursive: true, force: true })
  syncFolder(home.root)
}

function placesIn(folder: string) {
  return {
    loads: join(folder, 'loads'),
    releases: join(folder, 'releases'),
    ledger: join(folder, 'ledger.jsonl'),
  }
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function makeDurable(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) makeDurable(path)
    else syncFile(path)
  }
  syncFolder(folder)
  syncFolder(dirname(folder))
}
