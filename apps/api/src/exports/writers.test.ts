import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, column, type ExportTable, note } from './export-table.ts'
import { looksLikeFormula, neutralised } from './formula.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const PAYLOADS = [
  '=1+1',
  '+33 3 20',
  '-2+3',
  '@SUM(A1)',
  "=cmd|' /C calc'!A0",
  ' =1+1',
  '\t=1+1',
  '\r\n=HYPERLINK("https://attacker.example")',
  '\u00A0=1+1',
  '\u200B=1+1',
  '＝1+1',
  '\tx',
]
const COLUMNS = [column('a', 'texte', 'text'), column('b', 'nombre', 'number', 'decimal')]
const tableOf = (rows: readonly (readonly Cell[])[]): ExportTable => ({
  title: { fr: 'Titre', en: 'Title' },
  columns: COLUMNS,
  rows,
  notes: [note('Filtres', 'Filters', '=aucun')],
  snapshot: {
    id: 'instant-1',
    face: 'published',
    publishedAt: '2019-03-01T00:00:00Z',
    programmeDigest: 'd',
  },
})
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
const cellText = fc.string({ unit: 'binary', maxLength: 30 })

/** The fields of a CSV text, as RFC 4180 reads them. */
function fieldsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1
        field += text[at]
      }
      at += 1
    } else while (at < text.length && text[at] !== delimiter && text[at] !== '\r') field += text[at++]
    records.at(-1)?.push(field)
    if (text[at] === '\r') {
      at += 2
      if (at < text.length) records.push([])
    } else at += 1
  }
  return records
}

describe('what a spreadsheet might run', () => {
  it.each(PAYLOADS)('is neutralised: %j', (payload) => {
    expect(looksLikeFormula(payload)).toBe(true)
    expect(neutralised(payload)).toBe(`'${payload}`)
  })

  it.each(['Maison de quartier', 'a=b', '3-4', '« = »', '', '0 - Pas du tout'])(
    'leaves %j as it is',
    (text) => {
      expect(neutralised(text)).toBe(text)
    },
  )
})

describe('a table as CSV', () => {
  it('opens in a French spreadsheet: byte-order mark, semicolons, decimal commas, CRLF', () => {
    const text = textOf(
      writeCsv(
        tableOf([
          ['Été ; « à »', -3.5],
          ['dit "oui"', null],
        ]),
        'fr',
      ),
    )
    expect(text).toBe(
      '\uFEFFtexte;nombre;instantané\r\n"Été ; « à »";-3,5;instant-1\r\n"dit ""oui""";;instant-1\r\n',
    )
  })

  it('and in an English one: commas and decimal points', () => {
    expect(textOf(writeCsv(tableOf([['a, b', 3.5]]), 'en'))).toBe(
      '\uFEFFtext,number,snapshot\r\n"a, b",3.5,instant-1\r\n',
    )
  })

  it('gives back every text, and none that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(cellText, fc.constantFrom(...PAYLOADS)), { minLength: 1 }), (texts) => {
        const csv = textOf(writeCsv(tableOf(texts.map((text) => [text, 1])), 'fr')).slice(1)
        const fields = fieldsOf(csv, ';').slice(1)
        const well = (text: string) => new TextDecoder().decode(new TextEncoder().encode(text))
        expect(fields.map(([field]) => field)).toEqual(texts.map((text) => well(neutralised(text))))
        for (const [field] of fields) expect(looksLikeFormula(field ?? '')).toBe(false)
      }),
    )
  })
})

describe('a table as a workbook', () => {
  const open = (table: ExportTable) => read(writeXlsx(table, 'fr'), { cellNF: true, cellStyles: true })

  it('has typed cells on one sheet, and what the table says of itself on another', () => {
    const book = open(
      tableOf([
        ['Été', 3.5],
        ['vide', null],
        ['zéro', 0],
      ]),
    )
    expect(book.SheetNames).toEqual(['Données', 'À propos'])
    const [data, about] = book.SheetNames.map((name) => book.Sheets[name])
    expect(data?.B2).toMatchObject({ t: 'n', v: 3.5 })
    expect(data?.B3).toBeUndefined()
    expect(data?.B4).toMatchObject({ t: 'n', v: 0 })
    expect(data?.A2).toMatchObject({ t: 's', v: 'Été' })
    const notes = utils.sheet_to_json<string[]>(about ?? {}, { header: 1 })
    expect(notes).toContainEqual(['Filtres', '=aucun'])
    expect(notes).toContainEqual(['Instantané', 'instant-1'])
    expect(notes).toContainEqual(['Face', 'published'])
  })

  it('gives the same bytes for the same table', () => {
    const table = tableOf([['a', 1]])
    expect(Buffer.from(writeXlsx(table, 'fr')).equals(Buffer.from(writeXlsx(table, 'fr')))).toBe(true)
  })

  it('holds every text that XML can, whole and never as a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(cellText, fc.constantFrom(...PAYLOADS)), { minLength: 1 }), (texts) => {
        const sheet = open(tableOf(texts.map((text) => [text, 1]))).Sheets.Données
        texts.forEach((text, index) => {
          const cell = sheet?.[`A${index + 2}`]
          expect(cell?.f).toBeUndefined()
          const kept = text
            .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
            .replace(/\r\n?/g, '\n')
          expect(String(cell?.v ?? '').replace(/\r\n?/g, '\n')).toBe(kept)
        })
      }),
      { numRuns: 30 },
    )
  })

  it('names its columns beyond the twenty-sixth', () => {
    const many = Array.from({ length: 30 }, (_, at) => column(`c${at}`, `c${at}`, `c${at}`, 'integer'))
    const sheet = open({ ...tableOf([many.map((_, at) => at)]), columns: many }).Sheets.Données
    expect(sheet?.AD1?.v).toBe('c29')
    expect(sheet?.AD2?.v).toBe(29)
    expect(sheet?.['!autofilter']).toEqual({ ref: 'A1:AD2' })
  })
})
