import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api'
import { engineType, engineValue } from './cell.ts'
import { QueryError, RowError } from './errors.ts'
import type { Column } from './table.ts'

/** A row before it is written; cells by column name. */
export type Row = Readonly<Record<string, unknown>>

/** The engine's own chunk size. */
const CHUNK = 2048

/**
 * Writes rows at the end of a table, in their order. Throws a RowError on the first cell that does not fit its column
 * exactly, or on a cell that no column takes; rows before it may have been written, so write to a table that is thrown
 * away on failure. Returns how many were written.
 */
export async function appendRows(
  connection: DuckDBConnection,
  target: { name: string; columns: readonly Column[] },
  rows: Iterable<Row>,
): Promise<number> {
  const { name, columns } = target
  const known = new Set(columns.map((column) => column.name))
  const types = columns.map((column) => engineType(column.type))
  const appender = await connection.createAppender(name)
  let written = 0
  let buffer: DuckDBValue[][] = columns.map(() => [])

  const flush = () => {
    const held = buffer[0]?.length ?? 0
    if (held === 0) return
    const chunk = DuckDBDataChunk.create(types, held)
    chunk.setColumns(buffer)
    appender.appendDataChunk(chunk)
    buffer = columns.map(() => [])
  }

  try {
    for (const row of rows) {
      const place = { table: name, row: typeof row.row_no === 'number' ? row.row_no : written + 1 }
      for (const stray of Object.keys(row))
        if (!known.has(stray))
          throw new RowError({ ...place, column: stray }, row[stray], `l’une de ${[...known].join(', ')}`)
      columns.forEach((column, at) => {
        const cell = engineValue(column, row[column.name])
        if (!cell.ok) throw new RowError({ ...place, column: column.name }, row[column.name], cell.expected)
        buffer[at]?.push(cell.value)
      })
      written += 1
      if (written % CHUNK === 0) flush()
    }
    flush()
    appender.flushSync()
  } catch (error) {
    throw error instanceof RowError ? error : new QueryError(`append ${name}`, error)
  } finally {
    appender.closeSync()
  }
  return written
}
