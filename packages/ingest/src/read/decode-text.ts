import iconv from 'iconv-lite'
import { refusal } from '../errors.ts'
import { type Finding, finding } from '../finding.ts'
import { utf16Order } from './file-kind.ts'

export type Encoding = 'auto' | 'utf-8' | 'utf-16' | 'windows-1252' | 'latin-1'

export interface DecodedText {
  readonly text: string
  readonly warnings: readonly Finding[]
}

/**
 * The text of a file. A byte order mark decides; else the declared encoding; else UTF-8 when every byte agrees
 * with it, and Windows-1252 when not. Throws IngestError when the bytes contradict the declaration.
 */
export function decodeText(bytes: Uint8Array, declared: Encoding, file: string): DecodedText {
  const order = utf16Order(bytes)
  if (order) return { text: clean(iconv.decode(bytes, `utf-16${order}`)), warnings: [] }
  if (declared === 'utf-16')
    throw refusal({
      code: 'wrong-encoding',
      file,
      problem: 'la source annonce de l’UTF-16, le fichier n’en est pas',
      remedy: 'l’enregistrer en « texte Unicode », ou mettre encoding: auto dans la source',
    })
  const utf8 = strictUtf8(bytes)
  if (declared === 'utf-8' && utf8 === null)
    throw refusal({
      code: 'wrong-encoding',
      file,
      row: lineOfFirstBreak(bytes),
      problem: 'la source annonce de l’UTF-8 et cette ligne n’en est pas',
      remedy: 'l’enregistrer en « CSV UTF-8 », ou mettre encoding: auto dans la source',
    })
  if (utf8 !== null && (declared === 'auto' || declared === 'utf-8')) return { text: utf8, warnings: [] }
  if (utf8 !== null && bytes.some((byte) => byte > 0x7f))
    return { text: utf8, warnings: [readAsUtf8(file, declared)] }
  // What calls itself Latin-1 is Windows-1252 in practice: the 27 signs between 0x80 and 0x9F are the difference.
  return { text: clean(iconv.decode(bytes, 'win1252')), warnings: [] }
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return clean(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return null
  }
}

/** Without its byte order mark, every line ended by \n. */
function clean(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}

function lineOfFirstBreak(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let from = 0
  while (from < bytes.length) {
    const end = bytes.indexOf(0x0a, from)
    const until = end === -1 ? bytes.length : end
    try {
      decoder.decode(bytes.subarray(from, until))
    } catch {
      return line
    }
    line++
    from = until + 1
  }
  return line
}

function readAsUtf8(file: string, declared: Encoding): Finding {
  return finding({
    code: 'encoding-is-utf-8',
    file,
    problem: `la source annonce ${declared}, tout le fichier est de l’UTF-8 : il a été lu ainsi`,
    remedy: 'mettre encoding: auto dans la source',
  })
}
