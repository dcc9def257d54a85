import { gzipSync } from 'node:zlib'
import * as XLSX from '@e965/xlsx'
import { SourceFile } from '@retombees/programme/source-file'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readFile } from './read-file.ts'

const source = SourceFile.parse({
  id: 'postes',
  label: { fr: 'Postes' },
  files: ['postes*.csv'],
  table: 'posts',
  provenance: 'field',
  format: { kind: 'any' },
  dates: 'day-first',
  fields: {
    kind: { column: 'Intitulé', type: 'text', required: true },
    started_on: { column: 'Début', type: 'date' },
    hours: { column: 'Heures', type: 'decimal' },
  },
})

const HEADING = ['Intitulé', 'Début', 'Heures']
/** Each of the signs that Windows-1252 has between 0x80 and 0x9F and Latin-1 lacks, accents, and a line break in a cell. */
const ROWS = [
  ['Chargé d’œuvre – « pôle »', '2019-01-31', '35,5'],
  ['€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ', '2018-12-01', '0,25'],
  ['Référent\nnumérique', null, '7'],
]

const text = (delimiter: string, end = '\n') =>
  [HEADING, ...ROWS]
    .map((cells) =>
      cells
        .map((cell) => (cell !== null && /[\n,;\t|]/.test(cell) ? `"${cell}"` : (cell ?? '')))
        .join(delimiter),
    )
    .join(end)

/** Days since the start of 1900 as Excel counts them, or since that of 1904. */
function workbook(bookType: XLSX.BookType, date1904 = false): Uint8Array {
  const serial = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569 - (date1904 ? 1462 : 0)
  const sheet = XLSX.utils.aoa_to_sheet([HEADING, ...ROWS.map(([kind]) => [kind])])
  ROWS.forEach(([, day, hours], at) => {
    if (day) sheet[`B${at + 2}`] = { t: 'n', v: serial(day), z: 'dd/mm/yyyy' }
    // A formula keeps the value that it was calculated to.
    sheet[`C${at + 2}`] = { t: 'n', v: Number(hours?.replace(',', '.')), f: `${hours?.replace(',', '.')}*1` }
  })
  sheet['!ref'] = `A1:C${ROWS.length + 1}`
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, 'Postes')
  book.Workbook = { WBProps: { date1904 } }
  return XLSX.write(book, { type: 'buffer', bookType }) as Uint8Array
}

const utf8 = (written: string) => Buffer.from(written, 'utf8')
const marked =
  (...mark: number[]) =>
  (body: Uint8Array) =>
    Buffer.concat([Buffer.from(mark), body])
const utf16 = (order: 'le' | 'be', written: string) => iconv.encode(written, `utf-16${order}`)

const WAYS: readonly (readonly [name: string, bytes: Uint8Array, file?: string])[] = [
  ['UTF-8, commas', utf8(text(','))],
  ['UTF-8, semicolons, lines of Windows', utf8(text(';', '\r\n'))],
  ['UTF-8, tabulations', utf8(text('\t'))],
  ['UTF-8, bars', utf8(text('|'))],
  ['UTF-8 with its mark', marked(0xef, 0xbb, 0xbf)(utf8(text(';')))],
  ['Windows-1252', iconv.encode(text(';'), 'win1252')],
  ['UTF-16 little-endian with its mark', marked(0xff, 0xfe)(utf16('le', text('\t')))],
  ['UTF-16 big-endian with its mark', marked(0xfe, 0xff)(utf16('be', text('\t')))],
  ['UTF-16 little-endian without a mark', utf16('le', text(';'))],
  ['UTF-16 big-endian without a mark', utf16('be', text(';'))],
  ['XLSX, days from 1900', workbook('xlsx')],
  ['XLSX, days from 1904', workbook('xlsx', true)],
  ['ODS', workbook('ods')],
  ['XLS', workbook('biff8')],
  ['CSV in a .gz', gzipSync(utf8(text(';'))), 'postes.csv.gz'],
  ['XLSX in a .zip', zipSync({ 'postes.xlsx': workbook('xlsx') }), 'postes.zip'],
  [
    'JSON Lines',
    utf8(
      ROWS.map(([kind, day, hours]) =>
        JSON.stringify({ Intitulé: kind, Début: day, Heures: Number(hours?.replace(',', '.')) }),
      ).join('\n'),
    ),
  ],
]

describe('one table', () => {
  it.each(WAYS.map(([name, bytes, file]) => ({ name, bytes, file })))(
    'is read the same in $name',
    ({ bytes, file = 'postes.csv' }) => {
      const { header, rows, warnings } = readFile(bytes, file, source)
      expect(header).toEqual(HEADING)
      expect(rows.map(({ cells }) => cells)).toEqual(ROWS)
      expect(warnings).toEqual([])
    },
  )
})
