import type { Localized } from '@retombees/contract/localized'
import type { SnapshotStamp } from '@retombees/contract/snapshot'

/** What a column holds; `percent` is a share between 0 and 1. */
export type CellType = 'text' | 'integer' | 'decimal' | 'percent' | 'euros'

/** A cell without a value is null; why it has none stands in a column of its own. */
export type Cell = string | number | null

export interface ExportColumn {
  /** The same in both languages and from one version to the next: what a script goes by. */
  readonly key: string
  readonly label: Required<Localized>
  readonly type: CellType
}

/** What a table says of itself: filters, base, provenance, how to read it. */
export interface ExportNote {
  readonly label: Required<Localized>
  readonly text: string
}

/** A table to be taken away, whatever the form. */
export interface ExportTable {
  readonly title: Required<Localized>
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly notes: readonly ExportNote[]
  readonly snapshot: SnapshotStamp
}

/** A column, short to write. */
export function column(key: string, fr: string, en: string, type: CellType = 'text'): ExportColumn {
  return { key, label: { fr, en }, type }
}

/** A note, short to write. */
export function note(fr: string, en: string, text: string): ExportNote {
  return { label: { fr, en }, text }
}
