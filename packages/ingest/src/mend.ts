import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from './columns.ts'
import { dateOrders } from './date-orders.ts'
import type { PersonSecret } from './protect/person-key.ts'
import { protectTable } from './protect/protect-table.ts'
import type { RawRow, RawTable } from './raw-table.ts'

/** What somebody wrote in the place of what was set aside: the cells that change, by heading. */
export type Correction = Readonly<Record<string, string | null>>

export interface Mending {
  readonly source: SourceFile
  /** Which column of the archived table is which thing of the source. */
  readonly columns: Columns
  /** ISO day on which the file was received. */
  readonly receivedOn: string
  /** Needed where a name is written anew. */
  readonly secret?: PersonSecret
}

/**
 * The cells of archived rows as corrected: what is not written stays, identifiers are replaced and masked as they were
 * when the file was read. Headings that the file does not have are told apart. Throws IngestError when a name is
 * written and there is no key.
 */
export function correctedRows(
  archived: RawTable,
  corrections: ReadonlyMap<number, Correction>,
  { source, columns, receivedOn, secret }: Mending,
): { readonly rows: readonly RawRow[]; readonly strangers: readonly string[] } {
  const { header } = archived
  const strangers = new Set<string>()
  const rows = archived.rows.flatMap((row) => {
    const correction = corrections.get(row.rowNo)
    if (!correction) return []
    for (const heading of Object.keys(correction)) if (!header.includes(heading)) strangers.add(heading)
    return [{ row, cells: written(row, header, correction) }]
  })
  const orders = dateOrders(archived, source, columns)
  const safe = protectTable(
    { ...archived, rows: rows.map(({ row, cells }) => ({ rowNo: row.rowNo, cells })), persons: undefined },
    columns,
    { source, orders, receivedOn, ...(secret ? { secret } : {}) },
  )
  return {
    strangers: [...strangers],
    rows: safe.rows.map((protectedRow, at) => {
      const { row, cells } = rows[at] as (typeof rows)[number]
      return { rowNo: row.rowNo, cells: withSamePersons(protectedRow.cells, row, cells, columns) }
    }),
  }
}

function written({ cells }: RawRow, header: readonly string[], correction: Correction): (string | null)[] {
  // Of a row with a wrong number of cells nothing is known to be in its place.
  const before = cells.length === header.length ? cells : header.map(() => null)
  return header.map((heading, index) => {
    const now = correction[heading]
    return heading === '' || now === undefined ? (before[index] ?? null) : now?.trim() || null
  })
}

/** A digest that was left as it stands is not a name to digest again. */
function withSamePersons(
  safe: readonly (string | null)[],
  { cells: before }: RawRow,
  now: readonly (string | null)[],
  { persons }: Columns,
): (string | null)[] {
  const kept = [...safe]
  for (const { indexes } of persons)
    if (before.length === now.length && indexes.every((index) => before[index] === now[index]))
      for (const index of indexes) kept[index] = before[index] ?? null
  return kept
}
