import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { carryOutErasure, undecidedErasure } from './erasure.ts'
import { WarehouseError } from './errors.ts'
import type { Home } from './home.ts'
import { loadsTold, mendLedger, readLedger, type TornLine } from './ledger.ts'
import { UNFINISHED } from './load-archive.ts'
import { assertWriter } from './lock.ts'
import { listSnapshots, readCurrent } from './snapshot.ts'

/** What a killed writer had left behind. */
export interface Sweep {
  /** Paths removed, relative to the home. */
  readonly removed: readonly string[]
  /** A ledger line that was never finished, cut off. */
  readonly torn: TornLine | null
}

/**
 * Takes away what no writer finished: folders and files under construction, loads that never reached the ledger,
 * snapshots that never came into force, journals laid beside one; an erasure that was decided is carried out first. What is
 * published and what is in the ledger is left alone. Throws a
 * WarehouseError, before it removes anything, where the ledger knows less than the archive.
 */
export function sweepLeftovers(home: Home): Sweep {
  assertWriter(home)
  carryOutErasure(home)
  const torn = mendLedger(home)
  const removed = [
    ...undecided(home),
    ...unfinishedIn(home.loads),
    ...unfinishedIn(home.snapshots),
    ...foldersIn(home.conformed).flatMap((load) => unfinishedIn(join(home.conformed, load))),
    ...temporaryBeside(home.current),
    ...listSnapshots(home).flatMap((id) => temporaryBeside(join(home.snapshots, id, 'manifest.json'))),
    ...temporaryBeside(home.lock),
    ...listSnapshots(home).flatMap((id) => journalsIn(join(home.snapshots, id))),
    ...unknownLoads(home),
    ...neverInForce(home),
  ]
  for (const path of removed) rmSync(path, { recursive: true, force: true })
  return { removed: removed.map((path) => path.slice(home.root.length + 1)), torn }
}

/** An erasure that was being written when its writer was killed: nothing of it is in force. */
function undecided(home: Home): string[] {
  const path = undecidedErasure(home)
  return existsSync(path) ? [path] : []
}

function unfinishedIn(folder: string): string[] {
  return foldersIn(folder)
    .filter((name) => name.startsWith(UNFINISHED))
    .map((name) => join(folder, name))
}

/** A snapshot was verified to have none before it was published. */
function journalsIn(folder: string): string[] {
  return foldersIn(folder)
    .filter((name) => name.endsWith('.wal'))
    .map((name) => join(folder, name))
}

function temporaryBeside(path: string): string[] {
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp'))
    .map((name) => join(dirname(path), name))
}

/** A writer is killed between archiving a load and telling the ledger at most once; more means that the ledger is not ours. */
function unknownLoads(home: Home): string[] {
  const known = loadsTold(readLedger(home))
  const lost = (readCurrent(home)?.loads ?? []).filter((loadId) => !known.has(loadId))
  const unknown = foldersIn(home.loads).filter((name) => !name.startsWith('.') && !known.has(name))
  if (lost.length > 0 || unknown.length > 1)
    throw new WarehouseError(
      'ledger-behind',
      `${home.ledger} ne connaît pas les chargements ${[...new Set([...lost, ...unknown])].join(', ')} : restaurez-le depuis une sauvegarde ; rien n’a été supprimé.`,
    )
  return unknown.map((name) => join(home.loads, name))
}

/** Ids sort as they were published, so what sorts after the one in force was built and never put there. */
function neverInForce(home: Home): string[] {
  const current = readCurrent(home)?.id ?? ''
  return listSnapshots(home)
    .filter((id) => id > current)
    .map((id) => join(home.snapshots, id))
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
