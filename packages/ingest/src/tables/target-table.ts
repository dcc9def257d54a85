import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import type { DerivedRow } from '../checks/unique.ts'
import type { Finding } from '../finding.ts'
import type { Value } from '../values/read-value.ts'

/** What a row of the file says, by field name; constants of the source included. */
export type Values = Readonly<Record<string, Value>>

/** What a row is read in. */
export interface RowContext {
  readonly programme: Programme
  readonly source: SourceFile
  /** ISO day on which the file was received. */
  readonly receivedOn: string
}

/** How the fields of a source become the columns of one warehouse table. A new table is a new file beside this one. */
export interface TargetTable {
  readonly name: string
  /** Columns that no source writes itself, each computed from what the row says. */
  readonly derived: Readonly<
    Record<string, (values: Values, programme: Programme, context: RowContext) => Value>
  >
  /** Fields that a source may fill for what follows from them, and that are no column of the table. */
  readonly asides?: readonly string[]
  /** The columns that say which event a row is: two rows of a file that say the same are not both loaded. */
  readonly identity?: readonly string[]
  /** What holds between the rows of a file: each disagreement is a warning, and the rows are loaded. */
  readonly across?: (rows: readonly DerivedRow[], file: string) => Finding[]
  /** What must hold of a whole row; each gives a French sentence when it does not. */
  readonly demands: readonly Demand[]
}

export interface Demand {
  readonly code: string
  /** The field to mend. */
  readonly field: string
  readonly holds: (values: Values, context: RowContext) => boolean
  readonly problem: string
  readonly remedy: string
}

/** The value as text; empty when there is none. */
export function said(values: Values, field: string): string {
  const value = values[field]
  return value === null || value === undefined ? '' : String(value)
}
