import { quote } from './finding.ts'

/** Why one cell (or one row, without a column) cannot be believed. */
export interface Fault {
  readonly code: string
  readonly column: string | null
  readonly value: string | null
  /** A French sentence without the place. */
  readonly problem: string
  readonly remedy: string
}

/** The fault as the sentence of a quarantined row. */
export function sentence({ column, value, problem, remedy }: Fault): string {
  const where = column === null ? '' : `colonne ${quote(column)} : `
  const found = value === null ? '' : ` (trouvé : ${quote(value)})`
  return `${where}${problem}${found} ; à faire : ${remedy}.`
}
