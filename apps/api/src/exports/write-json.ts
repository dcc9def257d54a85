import type { Locale } from '@retombees/contract/localized'
import { jsonText } from '../answers/json.ts'
import type { ExportTable } from './export-table.ts'

/** The table as JSON: the snapshot, what the table says of itself, its columns, and one object a row by column key. */
export function writeJson(table: ExportTable, locale: Locale): Uint8Array<ArrayBuffer> {
  const { columns, rows, notes, snapshot } = table
  return new TextEncoder().encode(
    jsonText({
      snapshot,
      title: table.title[locale],
      notes: notes.map(({ label, text }) => ({ label: label[locale], text })),
      columns: columns.map(({ key, label, type }) => ({ key, label: label[locale], type })),
      rows: rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null]))),
    }),
  )
}
