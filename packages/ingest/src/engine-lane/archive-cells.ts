import { rmSync } from 'node:fs'
import type { Engine } from '@retombees/warehouse/engine'
import { literal } from '@retombees/warehouse/sql-text'
import { isIngestError } from '../errors.ts'
import type { RawRow } from '../raw-table.ts'
import { splitCsv } from '../read/csv.ts'
import { cellColumn } from './column-plans.ts'
import { writeEvenCopy } from './even-copy.ts'
import type { Head } from './head.ts'
import type { RegularFile } from './regular-file.ts'

/** The cells of a file as it wrote them, in Parquet, a column a column, a row a line: line `first` is row 0. */
export interface ArchivedCells {
  readonly parquet: string
  readonly first: number
  readonly width: number
  /** How many lines it holds, odd ones included. */
  readonly count: number
  /** Lines that were not as the others, whose row in the Parquet is empty. */
  readonly odd: readonly RawRow[]
}

/** How the Parquet of cells is compressed: the least work that makes it small. */
export const CELLS_FORMAT = 'format parquet, compression snappy, parquet_version v2'

/**
 * Has the engine write the cells of a file into a Parquet as if every line of it were like the first ones, which nobody
 * knows yet. Says whether it could; never throws.
 */
export async function beginCells(
  engine: Engine,
  path: string,
  head: Head,
  parquet: string,
): Promise<boolean> {
  try {
    await copyCells(engine, { path, skip: head.firstLine - 1, ends: head.ends }, head, parquet)
    return true
  } catch {
    return false
  }
}

/**
 * Has the engine read a regular file into a Parquet of text cells; `begun` is what `beginCells` says of it. Null where an
 * odd line cannot be told from those around it, or the engine counts other lines than we did.
 */
export async function archiveCells(
  engine: Engine,
  { path, file, head, lines }: RegularFile,
  parquet: string,
  begun: Promise<boolean> = Promise.resolve(false),
): Promise<ArchivedCells | null> {
  const odd = readOddLines(lines.odd, head.delimiter, file)
  const isBegun = await begun
  if (!odd) return null
  const width = head.table.header.length
  const isEven = lines.odd.length === 0
  if (!isEven) {
    const even = `${parquet}.even`
    writeEvenCopy(path, even, lines, head.delimiter.repeat(width - 1), head.firstByte)
    try {
      await copyCells(engine, { path: even, skip: 0, ends: lines.ends }, head, parquet)
    } finally {
      rmSync(even, { force: true })
    }
  } else if (!isBegun || lines.ends !== head.ends)
    await copyCells(engine, { path, skip: head.firstLine - 1, ends: lines.ends }, head, parquet)
  const count = await rowsIn(engine, parquet)
  return count === lines.count ? { parquet, first: head.firstLine, width, count, odd } : null
}

/** The number of rows of a Parquet file. */
export async function rowsIn(engine: Engine, parquet: string): Promise<number> {
  const [found] = await engine.all<{ n: bigint }>(
    `select num_rows as n from parquet_file_metadata(${literal(parquet)})`,
  )
  return Number(found?.n)
}

interface Text {
  readonly path: string
  readonly skip: number
  readonly ends: Head['ends']
}

async function copyCells(
  engine: Engine,
  { path, skip, ends }: Text,
  { delimiter, table, columns: { leftOut } }: Head,
  parquet: string,
): Promise<void> {
  const columns = table.header.map((_, index) => `${cellColumn(index)}: 'VARCHAR'`)
  // The text of a column that is not wanted is not kept.
  const kept = table.header.map((_, index) =>
    leftOut.has(index) ? `null::varchar as ${cellColumn(index)}` : cellColumn(index),
  )
  await engine.run(
    `copy (select ${kept.join(', ')} from read_csv(${literal(path)}, auto_detect = false, header = false, skip = ${skip},
      delim = ${literal(delimiter)}, quote = '', escape = '', new_line = '${ends === '\n' ? '\\n' : '\\r\\n'}', columns = {${columns.join(', ')}}))
    to ${literal(parquet)} (${CELLS_FORMAT})`,
  )
}

/** Each odd line as the whole file would be read: a line whose quotes do not close on it is none that stands alone. */
function readOddLines(
  odd: RegularFile['lines']['odd'],
  delimiter: RegularFile['head']['delimiter'],
  file: string,
): RawRow[] | null {
  const rows: RawRow[] = []
  try {
    for (const { line, text } of odd) {
      const { rows: read } = splitCsv(text, delimiter, file)
      const [row] = read
      if (read.length > 1 || (row && row.cells.length === 1 && text.includes('"'))) return null
      rows.push({ rowNo: line, cells: row?.cells ?? [null] })
    }
    return rows
  } catch (error) {
    if (isIngestError(error)) return null
    throw error
  }
}
