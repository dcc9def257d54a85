import { type Fault, sentence } from './fault.ts'
import type { RawRow } from './raw-table.ts'

/** A row that is set aside, with what is wrong in it: the first fault is its reason, the message says them all. */
export interface QuarantinedRow {
  readonly row_no: number
  readonly column_name: string | null
  readonly value: string | null
  readonly code: string
  readonly message: string
  readonly raw: string | null
}

/** The row as it is set aside; its cells are those that were protected. */
export function quarantinedRow(
  { rowNo, cells }: RawRow,
  faults: readonly [Fault, ...Fault[]],
): QuarantinedRow {
  const [first] = faults
  return {
    row_no: rowNo,
    column_name: first.column,
    value: first.value,
    code: first.code,
    message: faults.map(sentence).join(' '),
    raw: cells.every((cell) => cell === null) ? null : cells.map((cell) => cell ?? '').join(' ; '),
  }
}
