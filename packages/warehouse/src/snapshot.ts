import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Face } from '@retombees/contract/role'
import { digestOfLines, tableDigests } from './content-digest.ts'
import { columnsOf, createTable, tablesOf } from './ddl.ts'
import { renameDurably, replaceFile, syncFile, syncFolder, writeOnce } from './durable-file.ts'
import { type Engine, openEngine, READING, WRITING } from './engine.ts'
import { SnapshotError, WarehouseError } from './errors.ts'
import { isOpenHere } from './face-file.ts'
import type { Home } from './home.ts'
import { UNFINISHED } from './load-archive.ts'
import { assertWriter } from './lock.ts'
import { snapshotId } from './snapshot-id.ts'
import { type PublicationNotice, readSnapshotManifest, SnapshotManifest } from './snapshot-manifest.ts'
import type { Table } from './table.ts'

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>

/** What a snapshot is to hold. */
export interface SnapshotPlan {
  /** Instant, in UTC. */
  readonly publishedAt: string
  readonly programme: { readonly folder: string; readonly files: readonly string[]; readonly digest: string }
  /** Every table of the snapshot; those that every snapshot has, unless said otherwise. */
  readonly tables?: readonly Table[]
  /** The loads in force, in order. */
  readonly loads: readonly string[]
  /** Digest of what the snapshot is a function of. */
  readonly inputs: string
  /**
   * Fills the empty tables of a face and returns how many rows it meant to write in each, counted from what it read
   * and not from what it wrote. `internal` is the path of the internal face, built before the others.
   */
  readonly fill: Readonly<Record<Face, (engine: Engine, internal: string) => Promise<RowCounts>>>
}

/** Three files and a folder, complete but checked by nobody. */
export interface BuiltSnapshot {
  readonly folder: string
  readonly plan: SnapshotPlan
  readonly meant: Readonly<Record<Face, RowCounts>>
}

/** A built snapshot that opens, holds what was meant and nothing else. Only such a one can be published. */
export interface VerifiedSnapshot extends BuiltSnapshot {
  /** Digest of every row of every face, and of the programme. */
  readonly content: string
}

const DERIVED = ['analyst', 'published'] as const

/** Builds the three faces in new files, each from nothing, and copies the definitions of the programme beside them. */
export async function buildSnapshot(home: Home, plan: SnapshotPlan): Promise<BuiltSnapshot> {
  assertWriter(home)
  const folder = join(home.snapshots, `${UNFINISHED}${randomUUID()}`)
  mkdirSync(folder)
  try {
    for (const file of plan.programme.files) {
      const copy = join(programmeCopy(folder), file)
      mkdirSync(dirname(copy), { recursive: true })
      copyFileSync(join(plan.programme.folder, file), copy)
    }
    const meant: Partial<Record<Face, RowCounts>> = {}
    meant.internal = await buildFace(folder, 'internal', plan)
    await Promise.all(
      DERIVED.map(async (face) => {
        meant[face] = await buildFace(folder, face, plan)
      }),
    )
    return { folder, plan, meant: meant as Record<Face, RowCounts> }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Opens each face as its readers will and compares it with what was meant: tables, columns, number of rows. Throws a
 * SnapshotError that says what differs; nothing is published then.
 */
export async function verifySnapshot(built: BuiltSnapshot): Promise<VerifiedSnapshot> {
  const lines = await Promise.all(Face.options.map((face) => verifyFace(built, face)))
  return { ...built, content: digestOfLines([`programme ${built.plan.programme.digest}`, ...lines.flat()]) }
}

/** What is decided of a snapshot when it is published. */
export interface PublicationChoices {
  /** Files of faces that stay in force in place of its own. */
  readonly kept?: Readonly<Partial<Record<Face, string>>>
  readonly notices?: readonly PublicationNotice[]
}

/** Makes a verified snapshot the one in force: on the disk, read-only, renamed, then `current` over the last one. */
export function publishSnapshot(
  home: Home,
  verified: VerifiedSnapshot,
  { kept = {}, notices = [] }: PublicationChoices = {},
): SnapshotManifest {
  assertWriter(home)
  const { folder, plan, meant, content } = verified
  const id = snapshotId(plan.publishedAt, content, newest(home))
  const manifest = SnapshotManifest.parse({
    id,
    publishedAt: plan.publishedAt,
    programmeDigest: plan.programme.digest,
    inputs: plan.inputs,
    content,
    loads: plan.loads,
    faces: { ...Object.fromEntries(Face.options.map((face) => [face, `${id}/${face}.duckdb`])), ...kept },
    rows: meant,
    notices,
  })
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  writeOnce(join(folder, 'manifest.json'), text)
  makeDurable(folder)
  renameDurably(folder, join(home.snapshots, id))
  replaceFile(home.current, text, randomUUID())
  return manifest
}

/** Where a snapshot, built or published, keeps the definitions it was made of. */
export function programmeCopy(folder: string): string {
  return join(folder, 'programme')
}

/** Removes a built snapshot that is not wanted after all. */
export function discardSnapshot({ folder }: BuiltSnapshot): void {
  rmSync(folder, { recursive: true, force: true })
}

/** What is published now; null when nothing is. */
export function readCurrent(home: Home): SnapshotManifest | null {
  return readSnapshotManifest(home.current)
}

/** Ids of the complete snapshots on the disk, oldest first. */
export function listSnapshots(home: Home): string[] {
  return readdirSync(home.snapshots)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

/**
 * Removes snapshots beyond the last `keep`, but never one that is in force or that somebody, here or in another
 * process, still reads. Returns the ids removed.
 */
export async function retireSnapshots(home: Home, keep = 3): Promise<string[]> {
  assertWriter(home)
  const current = readCurrent(home)
  const inForce = new Set(
    current ? [current.id, ...Object.values(current.faces).map((file) => dirname(file))] : [],
  )
  const old = listSnapshots(home).slice(0, -keep)
  const removed: string[] = []
  for (const id of old.filter((one) => !inForce.has(one)))
    if (await retire(home, join(home.snapshots, id))) removed.push(id)
  return removed
}

async function buildFace(folder: string, face: Face, plan: SnapshotPlan): Promise<RowCounts> {
  const path = faceFile(folder, face)
  const engine = await openEngine(path, { ...WRITING, readOnly: false })
  let meant: RowCounts
  try {
    // One transaction: every commit waits for the disk.
    await engine.run(
      `begin;${tablesOf(face, plan.tables)
        .map((table) => createTable(table, face))
        .join('')}commit`,
    )
    meant = await plan.fill[face](engine, faceFile(folder, 'internal'))
    await engine.run('checkpoint')
  } finally {
    await engine.close()
  }
  return meant
}

async function verifyFace(built: BuiltSnapshot, face: Face): Promise<string[]> {
  const path = faceFile(built.folder, face)
  if (existsSync(`${path}.wal`)) throw broken(`${face} : un journal non intégré reste à côté du fichier`)
  const engine = await openEngine(path, { ...READING, readOnly: true })
  try {
    const tables = tablesOf(face, built.plan.tables)
    await compareColumns(engine, face, tables)
    const digests = await tableDigests(engine, tables)
    for (const { name, rows } of digests)
      if (rows !== built.meant[face][name])
        throw broken(
          `${face} : ${rows} lignes dans ${name}, ${built.meant[face][name] ?? 'aucune'} assemblées`,
        )
    return digests.map(({ line }) => `${face} ${line}`)
  } finally {
    await engine.close()
  }
}

async function compareColumns(engine: Engine, face: Face, tables: readonly Table[]): Promise<void> {
  const found = await engine.all<{ column: string }>(
    `select table_name || '.' || column_name || ' ' || data_type as "column" from duckdb_columns() where not internal order by 1`,
  )
  const wanted = tables.flatMap((table) =>
    columnsOf(table, face).map((column) => `${table.name}.${column.name} ${column.type}`),
  )
  const difference = oddOnes(
    found.map(({ column }) => column),
    wanted,
  )
  if (difference.length > 0)
    throw broken(`${face} : colonnes inattendues ou absentes (${difference.join(', ')})`)
}

/** Puts every file on the disk and takes the right to write away, then the folders themselves. */
function makeDurable(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) makeDurable(path)
    else {
      syncFile(path)
      chmodSync(path, 0o444)
    }
  }
  syncFolder(folder)
}

/** Looks, takes the name away so that nobody can come, looks again: only then is it nobody's. */
async function retire(home: Home, folder: string): Promise<boolean> {
  if (await isRead(folder)) return false
  const aside = join(home.snapshots, `${UNFINISHED}${randomUUID()}`)
  renameDurably(folder, aside)
  if (isOpenHere(folder) || (await isRead(aside))) {
    renameDurably(aside, folder)
    return false
  }
  rmSync(aside, { recursive: true, force: true })
  return true
}

/** A reader holds the system's lock on the file it reads: opening that file for writing is then refused. */
async function isRead(folder: string): Promise<boolean> {
  if (isOpenHere(folder)) return true
  const held = await Promise.all(Face.options.map((face) => isHeld(faceFile(folder, face))))
  return held.includes(true)
}

async function isHeld(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  try {
    chmodSync(path, 0o644)
    const engine = await openEngine(path, { memoryLimit: '32MB', threads: 1, readOnly: false })
    await engine.close()
    return false
  } catch (error) {
    // A file that we may not open for writing at all is somebody else's: leave it.
    return !(error instanceof WarehouseError) || error.code === 'file-locked'
  } finally {
    chmodSync(path, 0o444)
  }
}

function newest(home: Home): string | null {
  return listSnapshots(home).at(-1) ?? null
}

function faceFile(folder: string, face: Face): string {
  return join(folder, `${face}.duckdb`)
}

function oddOnes(a: readonly string[], b: readonly string[]): string[] {
  return [...a.filter((one) => !b.includes(one)), ...b.filter((one) => !a.includes(one))]
}

function broken(problem: string): SnapshotError {
  return new SnapshotError(
    'snapshot-unfit',
    `L’instantané construit n’est pas celui voulu, il n’est pas publié : ${problem}.`,
  )
}
