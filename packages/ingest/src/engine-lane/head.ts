import { closeSync, openSync, readSync } from 'node:fs'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { columnsAs } from '../any-source.ts'
import { type Columns, declaredHeadings } from '../columns.ts'
import { isIngestError } from '../errors.ts'
import type { RawTable } from '../raw-table.ts'
import type { Delimiter } from '../read/csv.ts'
import { decodeText } from '../read/decode-text.ts'
import { chosenDelimiter, readDelimited } from '../read/delimited.ts'
import { fileKind } from '../read/file-kind.ts'
import { formatOf } from '../read-file.ts'
import { answerHeadings } from '../survey/answer-headings.ts'
import { matchAnswers } from '../survey/match-answers.ts'

/** The headings of a file and what stands above them, read from its first megabyte. */
export interface Head {
  /** Without rows. */
  readonly table: RawTable
  readonly columns: Columns
  readonly delimiter: Delimiter
  /** The first line below the headings, and where it begins. */
  readonly firstLine: number
  readonly firstByte: number
  /** How its first line ends. */
  readonly ends: '\n' | '\r\n'
}

const BYTES = 1024 ** 2
/** More than headings and delimiters are looked for in. */
const FEWEST_LINES = 120

/**
 * Reads the head of a delimited text as the whole file would be read. Null where that would not be certain: another kind
 * of bytes, headings that are not recognised, quoted, nameless or narrower than their lines.
 */
export function readHead(
  path: string,
  fileName: string,
  source: SourceFile,
  programme: Programme,
): Head | null {
  const { bytes, isWhole } = firstBytes(path)
  if (fileKind(bytes) !== 'text') return null
  const format = formatOf({ bytes, name: fileName }, source)
  if (format.kind !== 'csv') return null
  try {
    const { text } = decodeText(bytes, format.encoding === 'utf-16' ? 'auto' : format.encoding, fileName)
    if (!isWhole && text.split('\n', FEWEST_LINES).length < FEWEST_LINES) return null
    const questionnaire = programme.questionnaires.find(({ id }) => id === source.questionnaire)
    const declared = declaredHeadings(source, questionnaire && answerHeadings(questionnaire))
    const table = readDelimited(text, fileName, source, declared, format)
    const columns = columnsAs(table, source, programme)
    if (questionnaire) matchAnswers(table, questionnaire)
    const above = text.split('\n', table.headerRow)
    const width = table.rows[0]?.cells.length ?? 0
    if (above.some((line) => line.includes('"')) || table.header.some((heading) => heading === ''))
      return null
    if (width < 2 || width !== table.header.length || new Set(table.header).size !== width) return null
    const firstByte = afterLines(bytes, table.headerRow)
    if (firstByte === null) return null
    return {
      table: {
        ...table,
        rows: [],
        ignored: table.ignored.filter(({ rowNo }) => rowNo < table.headerRow),
      },
      columns,
      delimiter: chosenDelimiter(text, fileName, declared, format),
      firstLine: table.headerRow + 1,
      firstByte,
      ends: bytes[bytes.indexOf(0x0a) - 1] === 0x0d ? '\r\n' : '\n',
    }
  } catch (error) {
    if (isIngestError(error)) return null
    throw error
  }
}

function firstBytes(path: string): { bytes: Uint8Array; isWhole: boolean } {
  const descriptor = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(BYTES)
    const read = readSync(descriptor, buffer, 0, BYTES, 0)
    const whole = read < BYTES ? read : buffer.lastIndexOf(0x0a) + 1
    return { bytes: buffer.subarray(0, whole), isWhole: read < BYTES }
  } finally {
    closeSync(descriptor)
  }
}

function afterLines(bytes: Uint8Array, lines: number): number | null {
  let at = 0
  for (let line = 0; line < lines; line++) {
    const end = bytes.indexOf(0x0a, at)
    if (end === -1) return null
    at = end + 1
  }
  return at
}
