import { WRITING } from '@retombees/warehouse/engine'
import type { Table } from '@retombees/warehouse/table'

/**
 * Each thread that writes a table holds a group of its rows whole before it is compressed: 120,000 rows of a hundred
 * columns of text are a quarter of the memory that the engine may take, and three groups may be held for two threads.
 */
const WIDE = 80
const MANY = 50_000

/** Statements that write so many rows to these tables, run by one thread where a table is wide and they are many. */
export function withinMemory(
  statements: string,
  written: readonly { readonly table: Table; readonly rows: number }[],
): string {
  const isMuch = written.some(({ table, rows }) => table.columns.length > WIDE && rows > MANY)
  return isMuch ? `set threads = 1;${statements};set threads = ${WRITING.threads}` : statements
}
