import type { Locale } from '@retombees/contract/localized'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import type { Cell, CellType, ExportTable } from './export-table.ts'

/** Integers are 64 bits wide; amounts and shares are doubles, since a table is computed in them. */
const TYPES: Readonly<Record<CellType, 'STRING' | 'INT64' | 'DOUBLE'>> = Object.freeze({
  text: 'STRING',
  integer: 'INT64',
  decimal: 'DOUBLE',
  percent: 'DOUBLE',
  euros: 'DOUBLE',
})

/**
 * The table as Apache Parquet: columns by their keys, the same in both languages, each with its type, and a cell without a value as
 * null. The file's own metadata hold what the table says of itself. Text is text: nothing runs it, and nothing is put
 * before it.
 */
export function writeParquet(table: ExportTable, locale: Locale): Uint8Array<ArrayBuffer> {
  const { columns, rows, notes, snapshot, title } = table
  const columnData: ColumnSource[] = columns.map(({ key, type }, at) => ({
    name: key,
    type: TYPES[type],
    nullable: true,
    data: rows.map((row) => held(row[at] ?? null, type)),
  }))
  const about = {
    title: title[locale],
    snapshot,
    notes: notes.map(({ label, text }) => ({ label: label[locale], text })),
    labels: Object.fromEntries(columns.map(({ key, label }) => [key, label[locale]])),
  }
  return new Uint8Array(
    parquetWriteBuffer({ columnData, kvMetadata: [{ key: 'retombees', value: JSON.stringify(about) }] }),
  )
}

function held(cell: Cell, type: CellType): string | number | bigint | null {
  if (cell === null) return null
  if (type === 'text') return String(cell)
  return type === 'integer' ? BigInt(cell) : Number(cell)
}
