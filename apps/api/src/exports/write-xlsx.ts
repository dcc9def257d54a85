import type { Locale } from '@retombees/contract/localized'
import { strToU8, zipSync } from 'fflate'
import type { Cell, CellType, ExportColumn, ExportTable } from './export-table.ts'
import { looksLikeFormula } from './formula.ts'

/** The styles of the workbook, by their place in `cellXfs`. `quoted` keeps a text from being run if it is edited. */
const STYLES = { text: 0, heading: 1, integer: 2, decimal: 3, percent: 4, euros: 5, quoted: 6 } as const
/** Any instant does: the same table gives the same bytes. */
const EPOCH = new Date(1980, 0, 1)
const MOST_CHARACTERS = 32_767

/** One sheet of a workbook: its name, its columns and its rows. */
export interface WorkbookSheet {
  readonly name: string
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The table as an Excel workbook: a typed sheet, and one of what it says of itself. */
export function writeXlsx(table: ExportTable, locale: Locale): Uint8Array<ArrayBuffer> {
  const name = { fr: 'Données', en: 'Data' }[locale]
  return writeWorkbook([{ name, columns: table.columns, rows: table.rows }], table, locale)
}

/**
 * An Excel workbook (Office Open XML, ECMA-376): typed sheets with frozen headings and filters, and a last sheet of what
 * it says of itself: filters, base, provenance, snapshot. Text is never a formula. The same content gives the same bytes.
 */
export function writeWorkbook(
  sheets: readonly WorkbookSheet[],
  { title, notes, snapshot }: Pick<ExportTable, 'title' | 'notes' | 'snapshot'>,
  locale: Locale,
): Uint8Array<ArrayBuffer> {
  const about: Cell[][] = [
    [title[locale], null],
    ...notes.map(({ label, text }) => [label[locale], text]),
    [{ fr: 'Instantané', en: 'Snapshot' }[locale], snapshot.id],
    [{ fr: 'Publié le (UTC)', en: 'Published on (UTC)' }[locale], snapshot.publishedAt],
    [{ fr: 'Face', en: 'Face' }[locale], snapshot.face],
    [{ fr: 'Définition du programme', en: 'Programme definition' }[locale], snapshot.programmeDigest],
  ]
  const names = [...sheets.map(({ name }) => name), { fr: 'À propos', en: 'About' }[locale]]
  const files = {
    '[Content_Types].xml': contentTypes(names.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(names),
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLE_SHEET,
    ...Object.fromEntries(
      sheets.map(({ columns, rows }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        sheet(
          columns.map((column) => column.label[locale]),
          rows,
          columns.map((column) => column.type),
        ),
      ]),
    ),
    [`xl/worksheets/sheet${names.length}.xml`]: sheet(null, about, ['text', 'text']),
  }
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))
  return zipSync(bytes, { mtime: EPOCH })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  )
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>${parts.join('')}<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`
}

const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.0##"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="1" applyNumberFormat="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/><xf xfId="0" numFmtId="166" applyNumberFormat="1"/><xf xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`

function relations(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function sheet(
  heading: readonly string[] | null,
  rows: readonly (readonly Cell[])[],
  types: readonly CellType[],
): string {
  const first = heading ? 2 : 1
  const lines = rows.map((row, index) => line(first + index, row, (at) => types[at] ?? 'text'))
  const top = heading ? line(1, heading, () => 'heading') : ''
  const last = `${letters(types.length - 1)}${rows.length + first - 1}`
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  const widths = types
    .map(
      (type, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${type === 'text' ? 28 : 14}" customWidth="1"/>`,
    )
    .join('')
  return `${XML}<worksheet xmlns="${MAIN}">${heading ? frozen : ''}<cols>${widths}</cols><sheetData>${top}${lines.join('')}</sheetData>${heading ? `<autoFilter ref="A1:${last}"/>` : ''}</worksheet>`
}

function line(row: number, cells: readonly Cell[], typeAt: (at: number) => CellType | 'heading'): string {
  const xml = cells.map((cell, at) => {
    if (cell === null) return ''
    const type = typeAt(at)
    const reference = `${letters(at)}${row}`
    if (typeof cell === 'number') return `<c r="${reference}" s="${STYLES[type]}"><v>${cell}</v></c>`
    const style = type === 'heading' ? STYLES.heading : looksLikeFormula(cell) ? STYLES.quoted : STYLES.text
    const text = escaped(cell.slice(0, MOST_CHARACTERS))
    return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
  })
  return `<row r="${row}">${xml.join('')}</row>`
}

/** Column letters: 0 is A, 26 is AA. */
function letters(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + letters(at % 26)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML 1.0 may hold it: characters that it may not are dropped. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}
