import type { SourceFile } from '@retombees/programme/source-file'

/** A value before it is written: an id, ISO text, a number; nothing at all is null. */
export type Scalar = string | number | boolean | null

/** Who somebody is, as a register asks. */
export interface Identity {
  readonly family: string
  readonly given: string
  readonly birthYear: number
  readonly phone: string
}

/** One row of a simulated file, in the words of the table that it feeds. */
export interface SimulatedRow {
  readonly fields: Readonly<Record<string, Scalar>>
  readonly person?: Identity | null
  /** What is counted, by `variable/code` (`gender/feminin`, `total/*`); what is missing was not counted. */
  readonly counts?: ReadonlyMap<string, number>
  /** What a respondent answered, as written, by heading. */
  readonly answers?: ReadonlyMap<string, string>
}

/** The rows that feed one table. */
export interface SimulatedTable {
  readonly table: string
  readonly rows: readonly SimulatedRow[]
  /** The sources of that table that it is written for; all of them when left out. */
  readonly sentTo?: (source: SourceFile) => boolean
  /** The file of a row, where there are several: a centre, a year. */
  readonly part?: (row: SimulatedRow) => string
  /** The headings under which answers are written. */
  readonly headings?: readonly string[]
}
