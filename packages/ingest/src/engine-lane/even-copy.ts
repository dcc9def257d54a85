import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import type { Lines, OddLine } from './lines.ts'

const CHUNK = 4 * 1024 ** 2

/** Copies a file with each odd line replaced by one of empty cells, so that every line keeps its number. */
export function writeEvenCopy(
  from: string,
  to: string,
  { odd, bytes, ends }: Lines,
  empty: string,
  firstByte: number,
): void {
  const source = openSync(from, 'r')
  const target = openSync(to, 'w', 0o600)
  try {
    let position = firstByte
    for (const one of [...odd, END(bytes)]) {
      copyRange(source, target, position, one.from)
      if (one.until > one.from) writeSync(target, `${empty}${ends}`)
      position = one.until
    }
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

const END = (bytes: number): OddLine => ({ line: 0, from: bytes, until: bytes, text: '' })

function copyRange(source: number, target: number, from: number, until: number): void {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(until - from, 1)))
  for (let position = from; position < until; ) {
    const read = readSync(source, buffer, 0, Math.min(buffer.length, until - position), position)
    if (read === 0) return
    writeSync(target, buffer, 0, read)
    position += read
  }
}
