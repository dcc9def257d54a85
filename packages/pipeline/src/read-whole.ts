import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** How far the reading of a file has come. `rows` is 0 until rows are known: a small file tells them all at the end. */
export interface Progress {
  /** The path that was given. */
  readonly file: string
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly rows: number
}

export type OnProgress = (progress: Progress) => void

const STEP = 1024 ** 2

/** Reads a file whole and hashes it on the way. Throws what the file system throws. */
export function readWhole(path: string, onProgress?: OnProgress): { bytes: Uint8Array; sha256: string } {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = Buffer.allocUnsafe(fstatSync(descriptor).size)
    const hash = createHash('sha256')
    let done = 0
    while (done < bytes.length) {
      const read = readSync(descriptor, bytes, done, Math.min(STEP, bytes.length - done), done)
      if (read === 0) break
      hash.update(bytes.subarray(done, done + read))
      done += read
      onProgress?.({ file: path, bytesDone: done, bytesTotal: bytes.length, rows: 0 })
    }
    return { bytes: bytes.subarray(0, done), sha256: hash.digest('hex') }
  } finally {
    closeSync(descriptor)
  }
}
