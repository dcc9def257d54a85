import { sep } from 'node:path'
import { type Engine, openEngine, READING } from './engine.ts'

/** A face of a snapshot that this process has open, shared by all its readers. */
interface OpenFace {
  readonly engine: Promise<Engine>
  users: number
}

const open = new Map<string, OpenFace>()
const closing = new Map<string, Promise<void>>()

/**
 * Opens a face read-only, or joins those who have it open or are opening it. `close` leaves it; the last to leave
 * closes the file. One instance per file: a second one, on closing, would drop the system's lock of the first.
 */
export async function openFaceFile(path: string): Promise<{ engine: Engine; close(): Promise<void> }> {
  const face = open.get(path) ?? start(path)
  face.users += 1
  try {
    const engine = await face.engine
    let left = false
    return {
      engine,
      close: async () => {
        if (left) return
        left = true
        await leave(path, face)
      },
    }
  } catch (error) {
    face.users -= 1
    if (open.get(path) === face) open.delete(path)
    throw error
  }
}

/** Whether this process has a file of that folder open; the system's locks only tell of other processes. */
export function isOpenHere(folder: string): boolean {
  return [...open.keys(), ...closing.keys()].some((path) => path.startsWith(folder + sep))
}

function start(path: string): OpenFace {
  const before = closing.get(path) ?? Promise.resolve()
  const face = { engine: before.then(() => openEngine(path, { ...READING, readOnly: true })), users: 0 }
  open.set(path, face)
  return face
}

async function leave(path: string, face: OpenFace): Promise<void> {
  face.users -= 1
  if (face.users > 0) return
  open.delete(path)
  const engine = await face.engine
  const closed = engine.close().finally(() => closing.delete(path))
  closing.set(path, closed)
  await closed
}
