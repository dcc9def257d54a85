import type { Finding } from '../finding.ts'
import type { RawRow } from '../raw-table.ts'

/** Cells merged into one, in 0-based columns and 1-based rows, bounds included. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** The text cells of a file or a sheet, before its headings are looked for. */
export interface Grid {
  /** Every row, empty ones included; each as long as it was written. */
  readonly rows: readonly RawRow[]
  readonly merges: readonly Merge[]
  readonly sheet?: string
  readonly warnings: readonly Finding[]
}

export function isBlank(row: RawRow): boolean {
  return row.cells.every((cell) => cell === null)
}

/** The cell as text, or null when nothing but spaces is in it. */
export function cellText(written: string): string | null {
  return written.trim() === '' ? null : written
}

/** The spreadsheet name of a 0-based column: A, B … Z, AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}
