import type { Finding } from './finding.ts'

/** One row as the file wrote it: cells are text, an empty cell is null. */
export interface RawRow {
  /** Physical line where the record begins (CSV), or sheet row. */
  readonly rowNo: number
  readonly cells: readonly (string | null)[]
}

/** A line of the file that is no row of the table: a title, an empty line, a line of totals. */
export interface IgnoredRow {
  readonly rowNo: number
  readonly reason: string
}

/** A file read into text cells, before anything in it is believed. */
export interface RawTable {
  /** File name, for messages. */
  readonly file: string
  /** One heading per column; empty for a column that has none. */
  readonly header: readonly string[]
  /** Line of the heading (the last one, when it spans several). */
  readonly headerRow: number
  /** A row whose number of cells differs from the header's is kept as it was written. */
  readonly rows: readonly RawRow[]
  readonly ignored: readonly IgnoredRow[]
  /** Titles and preamble above the headings, and what spans several of them. */
  readonly above: readonly string[]
  readonly warnings: readonly Finding[]
  /** Said once identifiers have been replaced: how they were made comparable, and the fingerprint of the key. */
  readonly persons?: { readonly version: number; readonly key: string }
}
