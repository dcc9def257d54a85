import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Delimiter } from '../read/csv.ts'

/** A line that is not as the others: kept aside, to be read with care. */
export interface OddLine {
  /** Physical line, from 1. */
  readonly line: number
  /** Its bytes, end of line included. */
  readonly from: number
  readonly until: number
  readonly text: string
}

/** What is known of a file whose lines were all looked at once. */
export interface Lines {
  readonly sha256: string
  readonly bytes: number
  /** Lines from the first one that was asked for. */
  readonly count: number
  readonly odd: readonly OddLine[]
  readonly ascii: boolean
  readonly ends: '\n' | '\r\n'
}

export interface LinesAsked {
  readonly delimiter: Delimiter
  /** How many cells a line must have. */
  readonly width: number
  /** The first line to look at, from 1. */
  readonly first: number
}

/** More lines set aside than this, and the file is none that the engine should read. */
const MOST_ODD = 250_000
const CHUNK = 4 * 1024 ** 2
const LONGEST_LINE = 1024 ** 2

const QUOTE = 0x22
const DELETE = 0x7f
/** One in each of four bytes, and the highest bit of each. */
const ONES = 0x01010101
const HIGHS = 0x80808080

const [PLAIN, DELIMITER, LINE_FEED, RETURN, STRANGE] = [0, 1, 2, 3, 4]

/**
 * Looks at every byte of a file once: its hash, and whether each line from `first` on has as many cells as asked and
 * nothing in it that could be read in two ways (a quote, a control character). Null where the file is not UTF-8, mixes
 * ends of line, has lines of a megabyte, or too many odd ones. Never holds more than a few megabytes.
 */
export async function lookAtLines(
  path: string,
  { delimiter, width, first }: LinesAsked,
  onBytes?: (done: number, total: number, lines: number, odd: number) => void,
): Promise<Lines | null> {
  const kinds = kindsOf(delimiter)
  const delimiters = delimiter.charCodeAt(0) * ONES
  const descriptor = openSync(path, 'r')
  try {
    const bytes = fstatSync(descriptor).size
    const buffer = Buffer.allocUnsafe(CHUNK + LONGEST_LINE)
    const hash = createHash('sha256')
    const odd: OddLine[] = []
    let ascii = true
    let line = 1
    let returns = 0
    let ended = 0
    let held = 0
    let position = 0
    while (position < bytes || held > 0) {
      // The engine, the progress bar and signals have their turn between two chunks.
      await othersFirst()
      const read = position < bytes ? readSync(descriptor, buffer, held, CHUNK, position) : 0
      hash.update(buffer.subarray(held, held + read))
      position += read
      const last = read === 0 || position >= bytes
      const available = held + read
      const whole = last ? available : buffer.lastIndexOf(0x0a, available - 1) + 1
      if (!last && available - whole > LONGEST_LINE) return null
      const chunk = buffer.subarray(0, whole)
      if (ascii && !isAscii(chunk)) ascii = false
      if (!ascii && !isUtf8(chunk)) return null
      const offset = position - available
      let start = 0
      let cells = 1
      let strange = false
      const close = (end: number, next: number) => {
        if ((cells !== width || strange) && line >= first)
          odd.push({
            line,
            from: offset + start,
            until: offset + next,
            text: chunk.toString('utf8', start, end),
          })
        start = next
        cells = 1
        strange = false
        line += 1
      }
      const words = new Int32Array(chunk.buffer, chunk.byteOffset, chunk.length >> 2)
      // A byte that no word is asked about: then every byte is.
      const asked = chunk.includes(DELETE) ? 0 : words.length
      for (let at = 0; at < whole; at++) {
        if ((at & 3) === 0) {
          let word = at >> 2
          while (word < asked && isPlain(words[word] as number, delimiters)) word += 1
          at = word << 2
          if (at >= whole) break
        }
        const kind = kinds[chunk[at] as number]
        if (kind === PLAIN) continue
        if (kind === DELIMITER) cells += 1
        else if (kind === LINE_FEED) {
          const isReturn = at > 0 && chunk[at - 1] === 0x0d
          if (isReturn) returns += 1
          ended += 1
          if (at - start > LONGEST_LINE) return null
          close(isReturn ? at - 1 : at, at + 1)
        } else if (kind === RETURN) {
          if (chunk[at + 1] !== 0x0a) return null
        } else strange = true
      }
      if (odd.length > MOST_ODD) return null
      if (start < whole) close(whole, whole)
      buffer.copyWithin(0, whole, available)
      held = available - whole
      onBytes?.(position, bytes, Math.max(line - first, 0), odd.length)
      if (last) break
    }
    if (returns > 0 && returns !== ended) return null
    return {
      sha256: hash.digest('hex'),
      bytes,
      count: Math.max(line - first, 0),
      odd,
      ascii,
      ends: returns > 0 ? '\r\n' : '\n',
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Whether none of four bytes, as one integer, is a control, a quote or the delimiter; some that are plain are not told so. */
function isPlain(word: number, delimiters: number): boolean {
  const apart = word ^ delimiters
  const low = (word - (QUOTE + 1) * ONES) & ~word
  const same = (apart - ONES) & ~apart
  return ((low | same) & HIGHS) === 0
}

function kindsOf(delimiter: Delimiter): Uint8Array {
  const kinds = new Uint8Array(256)
  kinds.fill(STRANGE as number, 0, 0x20)
  kinds[0x09] = PLAIN as number
  kinds[QUOTE] = STRANGE as number
  kinds[DELETE] = STRANGE as number
  kinds[0x0a] = LINE_FEED as number
  kinds[0x0d] = RETURN as number
  kinds[delimiter.charCodeAt(0)] = DELIMITER as number
  return kinds
}
