import type { Locale } from '@retombees/contract/localized'
import type { Cell, ExportTable } from './export-table.ts'
import { neutralised } from './formula.ts'

/** What a spreadsheet of that language opens without asking: France writes `;` and a decimal comma. */
const FORMS = Object.freeze({ fr: { delimiter: ';', decimal: ',' }, en: { delimiter: ',', decimal: '.' } })

/**
 * The table as CSV: UTF-8 with a byte-order mark, one heading row, CRLF. Numbers are bare, without thousands separators,
 * shares between 0 and 1; text that a spreadsheet might run is neutralised. Every row ends with the snapshot's id.
 */
export function writeCsv(table: ExportTable, locale: Locale): Uint8Array<ArrayBuffer> {
  const lines = [
    csvLine([...table.columns.map((column) => column.label[locale]), SNAPSHOT[locale]], locale),
    ...table.rows.map((row) => csvLine([...row, table.snapshot.id], locale)),
  ]
  return new TextEncoder().encode(`${CSV_MARK}${lines.join('')}`)
}

/** What a CSV file begins with: without it a spreadsheet does not read UTF-8. */
export const CSV_MARK = '\uFEFF'
/** The heading of the column that ends every row. */
export const SNAPSHOT = Object.freeze({ fr: 'instantané', en: 'snapshot' })

/** One line of a CSV file, its end included. */
export function csvLine(cells: readonly Cell[], locale: Locale): string {
  const { delimiter, decimal } = FORMS[locale]
  const texts = cells.map((cell) => {
    if (cell === null) return ''
    if (typeof cell === 'number') return String(cell).replace('.', decimal)
    const safe = neutralised(cell)
    return /["\r\n;,\t]/.test(safe) || safe !== cell ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${texts.join(delimiter)}\r\n`
}
