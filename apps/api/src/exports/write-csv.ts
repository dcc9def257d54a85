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
  const { delimiter, decimal } = FORMS[locale]
  const snapshot = { fr: 'instantané', en: 'snapshot' }[locale]
  const text = (cell: Cell) => {
    if (cell === null) return ''
    if (typeof cell === 'number') return String(cell).replace('.', decimal)
    const safe = neutralised(cell)
    return /["\r\n;,\t]/.test(safe) || safe !== cell ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = [
    [...table.columns.map((column) => column.label[locale]), snapshot],
    ...table.rows.map((row) => [...row, table.snapshot.id]),
  ].map((cells) => cells.map(text).join(delimiter))
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}
