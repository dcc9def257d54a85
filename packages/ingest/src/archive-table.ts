import { Finding } from '@retombees/contract/problem'
import { z } from 'zod'
import type { RawRow, RawTable } from './raw-table.ts'

/** A row as the archive of a load keeps it. */
export interface ArchivedRow {
  readonly row_no: number
  /** JSON object, heading → text. */
  readonly fields: string
  /** JSON array of the cells where the headings do not say them all; else null. */
  readonly cells: string | null
}

/** What a table is besides its rows: kept in the manifest of a load, so that the load can be conformed again. */
export type TableShape = Omit<RawTable, 'rows'>

const Shape = z.object({
  file: z.string(),
  header: z.array(z.string()),
  headerRow: z.number().int(),
  ignored: z.array(z.object({ rowNo: z.number().int(), reason: z.string() })),
  above: z.array(z.string()),
  warnings: z.array(Finding),
  persons: z.object({ version: z.number().int(), key: z.string() }).optional(),
})
const Cells = z.array(z.string().nullable())
const Fields = z.record(z.string(), z.string().nullable())

export function shapeOf({ rows: _, ...shape }: RawTable): TableShape {
  return shape
}

export function archivedRow({ rowNo, cells }: RawRow, header: readonly string[]): ArchivedRow {
  const aligned = cells.length === header.length
  const named = aligned
    ? header.flatMap((heading, at) => (heading === '' ? [] : [[heading, cells[at] ?? null]]))
    : []
  const unsaid = !aligned || header.some((heading, at) => heading === '' && cells[at] !== null)
  return {
    row_no: rowNo,
    fields: JSON.stringify(Object.fromEntries(named)),
    cells: unsaid ? JSON.stringify(cells) : null,
  }
}

/**
 * The table that was archived: conforming it again gives what conforming the file gave.
 * Throws a ZodError when the archive does not hold such a table.
 */
export function restoreTable(shape: unknown, rows: readonly ArchivedRow[]): RawTable {
  const known = Shape.parse(shape)
  return {
    ...known,
    rows: rows.map(({ row_no, fields, cells }) => ({
      rowNo: Number(row_no),
      cells: cells === null ? fromFields(fields, known.header) : Cells.parse(JSON.parse(cells)),
    })),
  }
}

function fromFields(json: string, header: readonly string[]): (string | null)[] {
  const fields = Fields.parse(JSON.parse(json))
  return header.map((heading) => (heading === '' ? null : (fields[heading] ?? null)))
}
