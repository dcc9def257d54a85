import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Face } from '@retombees/contract/role'
import { digestOfLines, type TableDigest, tableDigests } from './content-digest.ts'
import { columnsOf, createTable, tablesOf } from './ddl.ts'
import { renameDurably, replaceFile, syncFile, syncFolder, writeOnce } from './durable-file.ts'
import { type Engine, openEngine, READING, WRITING } from './engine.ts'
import { SnapshotError, WarehouseError } from './errors.ts'
import { isOpenHere } from './face-file.ts'
import { fileDigest } from './file-digest.ts'
import type { Home } from './home.ts'
import { UNFINISHED } from './load-archive.ts'
import { assertWriter } from './lock.ts'
import { snapshotId } from './snapshot-id.ts'
import { type PublicationNotice, readSnapshotManifest, SnapshotManifest } from './snapshot-manifest.ts'
import { identifier, literal } from './sql-text.ts'
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
  /** What the rows of each load were conformed by. */
  readonly loadKeys?: Readonly<Record<string, string>>
  /** Digest of what the snapshot is a function of. */
  readonly inputs: string
  /** What the internal face is assembled by: `base` was assembled by the same. */
  readonly assembly?: string
  /** The internal face is made from that of a snapshot: `fill` is given its copy, and changes these loads only. */
  readonly base?: SnapshotBase
  /**
   * Fills the empty tables of a face and returns how many rows it meant to write in each, counted from what it read
   * and not from what it wrote. `internal` is the path of the internal face, built before the others.
   */
  readonly fill: Readonly<Record<Face, (engine: Engine, internal: string) => Promise<RowCounts>>>
  /** Asked once the published face is built and verified, before it comes into force. */
  readonly settle?: () => FaceChoice
}

/** A snapshot that another one is made from. */
export interface SnapshotBase {
  readonly manifest: SnapshotManifest
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** Files and a folder, complete but checked by nobody. */
export interface BuiltSnapshot {
  readonly folder: string
  readonly plan: SnapshotPlan
  /** Of the faces that are built. */
  readonly meant: Readonly<Partial<Record<Face, RowCounts>>>
}

/** A built snapshot that opens, holds what was meant and nothing else. Only such a one can be published. */
export interface VerifiedSnapshot extends BuiltSnapshot {
  /** Digest of every row of the internal face, and of the programme. */
  readonly content: string
  readonly digests: SnapshotManifest['digests']
  /** SHA-256 of the file of each face that is built. */
  readonly faceDigests: Readonly<Partial<Record<Face, string>>>
}

const DERIVED = ['analyst', 'published'] as const

/**
 * Builds faces in new files and copies the definitions of the programme beside them: all three, or the internal one
 * first (`addFaces` then makes the others from it).
 */
export async function buildSnapshot(
  home: Home,
  plan: SnapshotPlan,
  { faces = Face.options }: { faces?: readonly Face[] } = {},
): Promise<BuiltSnapshot> {
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
    meant.internal = await buildFace(home, folder, 'internal', plan)
    // One after the other: each may take what memory an engine may have.
    for (const face of DERIVED)
      if (faces.includes(face)) meant[face] = await buildFace(home, folder, face, plan)
    return { folder, plan, meant }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Opens each built face as its readers will and compares it with what was meant: tables, columns, number of rows. Throws
 * a SnapshotError that says what differs; nothing is published then.
 */
export async function verifySnapshot(built: BuiltSnapshot): Promise<VerifiedSnapshot> {
  const { plan, folder, meant } = built
  for (const face of DERIVED)
    if (meant[face]) await verifyFace(folder, face, meant[face], plan.tables, { digests: false })
  const found = await verifyFace(folder, 'internal', meant.internal ?? {}, plan.tables, {
    digests: true,
    base: plan.base,
  })
  const digests = Object.fromEntries(
    found.map(({ name, loads }) => [name, { ...keptDigests(plan.base, name), ...loads }]),
  )
  const faceDigests: Partial<Record<Face, string>> = {}
  for (const face of Face.options)
    if (meant[face]) faceDigests[face] = await fileDigest(faceFile(folder, face))
  return {
    ...built,
    digests,
    faceDigests,
    content: digestOfLines([`programme ${plan.programme.digest}`, ...linesOf(digests)]),
  }
}

/** What is decided of a face once it is built, before it comes into force. */
export interface FaceChoice {
  /** The face in force before stays, in place of this one. */
  readonly stays?: boolean
  /** In place of those of the published face before. */
  readonly notices?: readonly PublicationNotice[]
}

/**
 * Makes a verified snapshot the one in force: on the disk, read-only, renamed, then `current` over the last one. A face
 * that is not built, or is not to come into force, stays that of `before`.
 */
export function publishSnapshot(
  home: Home,
  verified: VerifiedSnapshot,
  before: SnapshotManifest | null = null,
): SnapshotManifest {
  assertWriter(home)
  const { folder, plan, meant, content, digests } = verified
  const id = snapshotId(plan.publishedAt, content, newest(home))
  const choice = meant.published ? (plan.settle?.() ?? {}) : { notices: before?.notices }
  const stays = (face: Face) => !meant[face] || (face === 'published' && choice.stays)
  const files = Face.options.map((face) => {
    const old = stays(face) ? before?.faces[face] : undefined
    const file = old ?? `${id}/${face}.duckdb`
    return { face, file, digest: old ? before?.fileDigests[old] : verified.faceDigests[face] }
  })
  const manifest = SnapshotManifest.parse({
    id,
    publishedAt: plan.publishedAt,
    programmeDigest: plan.programme.digest,
    inputs: plan.inputs,
    content,
    assembly: plan.assembly ?? '',
    digests,
    loads: plan.loads,
    loadKeys: plan.loadKeys ?? {},
    faces: Object.fromEntries(files.map(({ face, file }) => [face, file])),
    fileDigests: Object.fromEntries(files.flatMap(({ file, digest }) => (digest ? [[file, digest]] : []))),
    rows: Object.fromEntries(Face.options.map((face) => [face, meant[face] ?? before?.rows[face]])),
    notices: choice.notices ?? [],
  })
  const text = textOf(manifest)
  writeOnce(join(folder, 'manifest.json'), text)
  makeDurable(folder)
  renameDurably(folder, join(home.snapshots, id))
  replaceFile(home.current, text, randomUUID())
  return manifest
}

/**
 * Builds the faces that the snapshot in force has not yet, each verified and put on the disk before `current` names it.
 * A face that cannot be made leaves the one of an older snapshot in force.
 */
export async function addFaces(
  home: Home,
  manifest: SnapshotManifest,
  plan: SnapshotPlan,
): Promise<SnapshotManifest> {
  assertWriter(home)
  const folder = join(home.snapshots, manifest.id)
  let known = manifest
  for (const face of DERIVED) {
    const file = `${manifest.id}/${face}.duckdb`
    if (known.faces[face] === file) continue
    const aside = join(home.snapshots, `${UNFINISHED}${randomUUID()}`)
    mkdirSync(aside)
    try {
      const rows = await buildFace(home, aside, face, plan, faceFile(folder, 'internal'))
      await verifyFace(aside, face, rows, plan.tables, { digests: false })
      const { stays, notices = known.notices } = face === 'published' ? (plan.settle?.() ?? {}) : {}
      known = { ...known, notices: [...notices] }
      if (!stays) {
        const digest = await fileDigest(faceFile(aside, face))
        makeDurable(aside)
        renameDurably(faceFile(aside, face), faceFile(folder, face))
        const { [known.faces[face]]: _, ...others } = known.fileDigests
        known = {
          ...known,
          faces: { ...known.faces, [face]: file },
          fileDigests: { ...others, [file]: digest },
          rows: { ...known.rows, [face]: rows },
        }
      }
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
    replaceFile(join(folder, 'manifest.json'), textOf(known), randomUUID())
    replaceFile(home.current, textOf(known), randomUUID())
  }
  return known
}

/** Whether every face is of the snapshot in force, but for a published one that was not let out. */
export function isWhole({ id, faces, notices }: SnapshotManifest): boolean {
  const withheld = notices.some(({ code }) => code === 'audit-failed')
  return Face.options.every((face) => dirname(faces[face]) === id || (face === 'published' && withheld))
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

/**
 * Removes every snapshot but the one in force, whoever still reads it, and of an older one that lends it a face all but
 * that face. Readers that are open go on with what they hold. Returns the ids that the system would not let go.
 */
export function dropOldSnapshots(home: Home): string[] {
  assertWriter(home)
  const current = readCurrent(home)
  const inForce = new Set(Object.values(current?.faces ?? {}))
  const lending = (id: string) => [...inForce].some((file) => dirname(file) === id)
  const held: string[] = []
  for (const id of listSnapshots(home).filter((one) => one !== current?.id)) {
    const folder = join(home.snapshots, id)
    const going = lending(id)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.duckdb') && !inForce.has(`${id}/${name}`))
          .map((name) => join(folder, name))
      : [folder]
    try {
      for (const path of going) {
        const aside = join(home.snapshots, `${UNFINISHED}${randomUUID()}`)
        renameDurably(path, aside)
        rmSync(aside, { recursive: true, force: true })
      }
    } catch {
      // Where a file that is open cannot be removed, the next publication tries again.
      held.push(id)
    }
  }
  return held
}

async function buildFace(
  home: Home,
  folder: string,
  face: Face,
  plan: SnapshotPlan,
  internal = faceFile(folder, 'internal'),
): Promise<RowCounts> {
  const path = faceFile(folder, face)
  const base = face === 'internal' ? plan.base : undefined
  if (base) {
    copyFileSync(join(home.snapshots, base.manifest.faces.internal), path)
    chmodSync(path, 0o644)
  }
  const engine = await openEngine(path, { ...WRITING, readOnly: false })
  let meant: RowCounts
  try {
    // One transaction: every commit waits for the disk.
    if (!base)
      await engine.run(
        `begin;${tablesOf(face, plan.tables)
          .map((table) => createTable(table, face))
          .join('')}commit`,
      )
    // A row is known by its load and number: written in any order, rows go to the disk once instead of twice.
    await engine.run('set preserve_insertion_order = false')
    meant = await plan.fill[face](engine, internal)
    await engine.run('checkpoint')
  } finally {
    await engine.close()
  }
  return meant
}

async function verifyFace(
  folder: string,
  face: Face,
  meant: RowCounts,
  all: readonly Table[] | undefined,
  { digests, base }: { digests: boolean; base?: SnapshotBase },
): Promise<TableDigest[]> {
  const path = faceFile(folder, face)
  if (existsSync(`${path}.wal`)) throw broken(`${face} : un journal non intégré reste à côté du fichier`)
  const engine = await openEngine(path, { ...READING, readOnly: true })
  try {
    const tables = tablesOf(face, all)
    await compareColumns(engine, face, tables)
    const counts = await rowsOf(engine, tables)
    for (const { name } of tables)
      if (counts.get(name) !== meant[name])
        throw broken(
          `${face} : ${counts.get(name)} lignes dans ${name}, ${meant[name] ?? 'aucune'} assemblées`,
        )
    if (!digests) return []
    const shown = tables.map((table) => ({ name: table.name, columns: columnsOf(table, face) }))
    return await tableDigests(engine, shown, base?.added)
  } finally {
    await engine.close()
  }
}

async function rowsOf(engine: Engine, tables: readonly Table[]): Promise<Map<string, number>> {
  const counts = tables.map(
    ({ name }) => `select ${literal(name)} as name, count(*) as n from ${identifier(name)}`,
  )
  const found = await engine.all<{ name: string; n: bigint }>(counts.join(' union all '))
  return new Map(found.map(({ name, n }) => [name, Number(n)]))
}

/** What is known already of the rows of a table that were copied. */
function keptDigests(base: SnapshotBase | undefined, table: string): Record<string, string> {
  if (!base) return {}
  const gone = new Set([...base.removed, ...base.added])
  return Object.fromEntries(
    Object.entries(base.manifest.digests[table] ?? {}).filter(([load]) => !gone.has(load)),
  )
}

function linesOf(digests: SnapshotManifest['digests']): string[] {
  return Object.entries(digests)
    .flatMap(([table, loads]) => Object.entries(loads).map(([load, digest]) => `${table} ${load} ${digest}`))
    .sort()
}

function textOf(manifest: SnapshotManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
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
