import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Face } from '@retombees/contract/role'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import { NoSnapshotError, SnapshotError, WarehouseError } from './errors.ts'
import type { FaceEngine } from './face-engine.ts'
import { openFaceFile } from './face-file.ts'
import type { Home } from './home.ts'
import { setArchive } from './lines-as-read.ts'
import { programmeCopy, readCurrent } from './snapshot.ts'
import { readSnapshotManifest, type SnapshotManifest } from './snapshot-manifest.ts'

/** One face of what was published when it was opened; it stays that one however much is published since. */
export interface Reader extends FaceEngine {
  readonly stamp: SnapshotStamp
  readonly face: Face
  /** The definitions as they were published with it. */
  readonly programmeFolder: string
}

/** Readers of what is published now, shared by all who ask. */
export interface ReaderPool {
  /**
   * Runs `work` on a face of what is published at this moment. Throws a NoSnapshotError when nothing is. The face stays
   * open for those who come next, until something else is published and its last reader has left.
   */
  withReader<T>(face: Face, work: (reader: Reader) => Promise<T>): Promise<T>
  /** What a reader of this face would be given at this moment, where it is open already; else null. */
  stampOf(face: Face): SnapshotStamp | null
  /** Waits for the readers at work, closes everything; whoever comes later is refused. */
  close(): Promise<void>
}

/** Opens a face of what is published now; null when nothing is. Close it when done. */
export async function openReader(home: Home, face: Face): Promise<Reader | null> {
  for (let attempt = 1; ; attempt += 1) {
    const file = faceInForce(home, face)
    if (file === null) return null
    try {
      return await openFace(home, face, file)
    } catch (error) {
      // Published over and retired between our reading its name and our opening it: read the name again.
      if (attempt >= ATTEMPTS || faceInForce(home, face) === file) throw error
    }
  }
}

const ATTEMPTS = 5

/** A pool that moves on when `current` moves. */
export function followReaders(home: Home): ReaderPool {
  const current = followCurrent(home)
  /** What newcomers are given, by face. */
  const shown = new Map<Face, Seat>()
  /** Everything open, what was published over included. */
  const seats = new Set<Seat>()
  let closed = false

  function seatFor(face: Face): Seat {
    const file = current()?.faces[face]
    if (file === undefined) throw new NoSnapshotError(home.root)
    const seat = shown.get(face)
    if (seat?.file === file) return seat
    const next = newSeat(file, openSeat(home, face))
    shown.set(face, next)
    seats.add(next)
    next.opening.then(
      ({ stamp }) => {
        next.stamp = stamp
      },
      () => {
        if (shown.get(face) === next) shown.delete(face)
        void retire(next)
      },
    )
    if (seat) void retire(seat)
    return next
  }

  /** Nobody is given this seat any more; it closes once its last reader has left. */
  async function retire(seat: Seat): Promise<void> {
    seat.retired = true
    if (seat.readers === 0) seat.leave()
    await seat.left
    seats.delete(seat)
  }

  return {
    stampOf(face) {
      const file = current()?.faces[face]
      const seat = shown.get(face)
      return seat?.file === file && seat?.stamp ? seat.stamp : null
    },
    async withReader(face, work) {
      if (closed) throw new WarehouseError('pool-closed', 'Le serveur s’arrête : plus aucune lecture.')
      const seat = seatFor(face)
      seat.readers += 1
      try {
        const reader = await seat.opening
        return await work(Object.freeze({ ...reader, close: async () => {} }))
      } finally {
        seat.readers -= 1
        if (seat.readers === 0 && seat.retired) seat.leave()
      }
    },
    async close() {
      closed = true
      shown.clear()
      await Promise.all([...seats].map(retire))
    },
  }
}

/** A face that the pool has open, opened once however many ask at the same time. */
interface Seat {
  readonly file: string
  readonly opening: Promise<Reader>
  /** Null until it is open. */
  stamp: SnapshotStamp | null
  readers: number
  retired: boolean
  /** Closes the face; the first call counts. */
  leave(): void
  /** Resolves when the face is closed. */
  readonly left: Promise<void>
}

function newSeat(file: string, opening: Promise<Reader>): Seat {
  let leave = () => {}
  const last = new Promise<void>((resolve) => {
    leave = resolve
  })
  const left = last.then(() =>
    opening.then(
      (reader) => reader.close(),
      () => undefined,
    ),
  )
  return { file, opening, stamp: null, readers: 0, retired: false, leave, left }
}

async function openSeat(home: Home, face: Face): Promise<Reader> {
  const reader = await openReader(home, face)
  if (!reader) throw new NoSnapshotError(home.root)
  return reader
}

/** What `current` says, read again only when it is another file: publishing renames a new one over it. */
function followCurrent(home: Home): () => SnapshotManifest | null {
  let seen: { readonly file: string; readonly manifest: SnapshotManifest | null } | undefined
  return () => {
    const at = statSync(home.current, { bigint: true, throwIfNoEntry: false })
    const file = at ? `${at.ino} ${at.mtimeNs} ${at.size}` : ''
    if (seen?.file !== file) seen = { file, manifest: readCurrent(home) }
    return seen.manifest
  }
}

function faceInForce(home: Home, face: Face): string | null {
  return readCurrent(home)?.faces[face] ?? null
}

async function openFace(home: Home, face: Face, file: string): Promise<Reader> {
  const folder = join(home.snapshots, dirname(file))
  const manifest = readSnapshotManifest(join(folder, 'manifest.json'))
  if (!manifest)
    throw new SnapshotError(
      'snapshot-missing',
      `L’instantané ${dirname(file)} est en vigueur et absent de ${home.snapshots} : « retombees rebuild » le refait depuis les chargements.`,
    )
  const { engine, close } = await openSound(join(home.snapshots, file))
  setArchive(engine.db, { home, face })
  const stamp: SnapshotStamp = {
    id: manifest.id,
    face,
    publishedAt: manifest.publishedAt,
    programmeDigest: manifest.programmeDigest,
  }
  return Object.freeze({ stamp, face, db: engine.db, programmeFolder: programmeCopy(folder), close })
}

async function openSound(path: string): ReturnType<typeof openFaceFile> {
  if (existsSync(`${path}.wal`))
    throw new SnapshotError(
      'snapshot-altered',
      `${path}.wal : un instantané n’a jamais de journal, celui-ci n’est pas de Retombées et n’est pas lu. Supprimez-le ; la prochaine écriture le fait aussi.`,
    )
  try {
    return await openFaceFile(path)
  } catch (error) {
    if (!(error instanceof WarehouseError) || error.code !== 'file-unreadable') throw error
    throw new SnapshotError(
      'snapshot-damaged',
      `${error.message} Ce fichier est absent ou abîmé : « retombees rebuild » le refait depuis les chargements.`,
      { cause: error },
    )
  }
}
