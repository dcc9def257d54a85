import { gzipSync } from 'node:zlib'
import * as XLSX from '@e965/xlsx'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import type { Base } from './bases.ts'
import type { Chance, Sheet } from './breakages.ts'

/** A file as it is sent: its bytes, and how its name ends. */
export interface Sent {
  readonly bytes: Uint8Array
  readonly extension: string
}

type Writer = (sheet: Sheet, base: Base, chance: Chance) => Sent

/** The formats in which a table is written, by name. */
export const FORMATS: Readonly<Record<string, Writer>> = Object.freeze({
  csv: (sheet, base, chance) => ({
    bytes: encoded(delimited(sheet, base.delimiter, chance), chance),
    extension: '.csv',
  }),
  'csv, wrong delimiter': (sheet, _, chance) => ({
    bytes: encoded(delimited(sheet, chance.pick([';', ',', '|', ' ', '~']), chance), chance),
    extension: '.csv',
  }),
  tsv: (sheet, _, chance) => ({ bytes: encoded(delimited(sheet, '\t', chance), chance), extension: '.tsv' }),
  xlsx: (sheet, _, chance) => ({ bytes: workbook(sheet, 'xlsx', chance), extension: '.xlsx' }),
  ods: (sheet, _, chance) => ({ bytes: workbook(sheet, 'ods', chance), extension: '.ods' }),
  'json lines': (sheet, _, chance) => ({ bytes: Buffer.from(jsonLines(sheet, chance)), extension: '.jsonl' }),
})

function delimited({ above, header, rows }: Sheet, delimiter: string, chance: Chance): string {
  const style = chance.pick(['needed', 'needed', 'needed', 'all', 'none', 'wrong'])
  const end = chance.pick(['\n', '\n', '\r\n', '\r'])
  const cell = (text: string) => {
    if (style === 'none') return text
    if (style === 'wrong' && chance.random() < 0.02) return `"${text}`
    const needed = /["\n\r]/.test(text) || text.includes(delimiter)
    return style === 'all' || needed ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [...above, header, ...rows].map((row) =>
    Array.from(row, (text) => cell(text ?? '')).join(delimiter),
  )
  return lines.join(end) + chance.pick(['', end, end + end])
}

const ENCODINGS = ['utf8', 'utf8', 'utf8', 'utf-8-bom', 'win1252', 'utf16le', 'utf16be', 'macroman', 'cp437']

function encoded(text: string, chance: Chance): Uint8Array {
  const name = chance.pick(ENCODINGS)
  if (name === 'utf-8-bom') return Buffer.from(`\uFEFF${text}`)
  return iconv.encode(text, name, { addBOM: chance.random() < 0.5 })
}

function workbook({ above, header, rows }: Sheet, bookType: 'xlsx' | 'ods', chance: Chance): Uint8Array {
  const grid = [...above, header, ...rows].map((row) =>
    Array.from(row, (cell) => typed((cell ?? '').slice(0, 32_000), chance)),
  )
  const sheet = XLSX.utils.aoa_to_sheet(grid)
  const top = above.length + 1 + chance.below(Math.max(rows.length, 1))
  const left = chance.below(Math.max(header.length, 1))
  if (chance.random() < 0.5)
    sheet['!merges'] = [
      { s: { r: top, c: left }, e: { r: top + chance.below(4), c: left + chance.below(3) } },
    ]
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, 'Feuille 1')
  if (chance.random() < 0.3) XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['note']]), 'Notes')
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Uint8Array
}

/** XML has no place for most control characters, and a spreadsheet has numbers. */
function typed(cell: string, chance: Chance): string | number {
  const text = cell.replaceAll(/[^\P{Cc}\n\r\t]|\p{Cs}|[\uFFFE\uFFFF]/gu, '?')
  return /^\d{1,9}(\.\d+)?$/.test(text) && chance.random() < 0.7 ? Number(text) : text
}

function jsonLines({ header, rows }: Sheet, chance: Chance): string {
  const lines = rows.map((row) => {
    const text = JSON.stringify(Object.fromEntries(header.map((heading, at) => [heading, row[at] ?? null])))
    const fate = chance.random()
    if (fate < 0.02) return text.slice(0, -2)
    if (fate < 0.03) return `[${text}]`
    if (fate < 0.04) return `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`
    if (fate < 0.05) return text.replace('{', '{"__proto__":{"x":1},')
    return text
  })
  return `${lines.join('\n')}\n`
}

/** What is done to bytes once they are written, by name. */
export const WRAPPINGS: Readonly<Record<string, (sent: Sent, name: string, chance: Chance) => Sent>> =
  Object.freeze({
    gzip: ({ bytes, extension }) => ({ bytes: gzipSync(bytes), extension: `${extension}.gz` }),
    zip: ({ bytes, extension }, name) => zipped({ [`${name}${extension}`]: bytes }, extension),
    'zip in zip': ({ bytes, extension }, name) =>
      zipped({ 'envoi.zip': zipSync({ [`${name}${extension}`]: bytes }) }, extension),
    'zip of two': ({ bytes, extension }, name) =>
      zipped({ [`${name}${extension}`]: bytes, [`${name}-2${extension}`]: bytes }, extension),
    'zip of many': ({ bytes, extension }) =>
      zipped(
        Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`f${at}`, bytes.slice(0, 20)])),
        extension,
      ),
    'zip bomb': ({ extension }, name) => ({
      bytes: bombOf(`${name}${extension}`),
      extension: `${extension}.zip`,
    }),
    'cut short': ({ bytes, extension }, _, chance) => ({
      bytes: bytes.slice(0, chance.below(bytes.length)),
      extension,
    }),
    'bytes changed': ({ bytes, extension }, _, chance) => {
      const other = Uint8Array.from(bytes)
      for (let times = 1 + chance.below(30); times > 0 && other.length > 0; times -= 1)
        other[chance.below(other.length)] = chance.below(256)
      return { bytes: other, extension }
    },
    'bytes added': ({ bytes, extension }, _, chance) => {
      const junk = Uint8Array.from({ length: 200 }, () => chance.below(256))
      const parts = chance.random() < 0.5 ? [junk, bytes] : [bytes, junk]
      return { bytes: Buffer.concat(parts), extension }
    },
    'another extension': ({ bytes }, _, chance) => ({
      bytes,
      extension: chance.pick(['.csv', '.xlsx', '.jsonl', '.ods', '.tsv', '.CSV']),
    }),
  })

function zipped(files: Record<string, Uint8Array>, extension: string): Sent {
  return { bytes: zipSync(files), extension: `${extension}.zip` }
}

let zeros: Uint8Array | undefined

/** 600 MB of zeros, compressed twice: some kilobytes. */
function bombOf(name: string): Uint8Array {
  zeros ??= gzipSync(Buffer.alloc(600 * 1024 ** 2))
  return zipSync({ [`${name}.gz`]: zeros })
}
