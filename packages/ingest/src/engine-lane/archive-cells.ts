import { rmSync } from 'node:fs'
import type { Engine } from '@retombees/warehouse/engine'
import { literal } from '@retombees/warehouse/sql-text'
import { isIngestError } from '../errors.ts'
import type { RawRow } from '../raw-table.ts'
import { splitCsv } from '../read/csv.ts'
import { cellColumn } from './column-plans.ts'
import { writeEvenCopy } from './even-copy.ts'
import type { RegularFile } from './regular-file.ts'

/** The cells of a file as it wrote them, in Parquet, a column a column, a row a line: line `first` is row 0. */
export interface ArchivedCells {
  readonly parquet: string
  readonly first: number
  readonly width: number
  /** Lines that were not as the others, whose row in the Parquet is empty. */
  readonly odd: readonly RawRow[]
}

/** How the Parquet of cells is compressed: the least work that makes it small. */
export const CELLS_FORMAT = 'format parquet, compression snappy, parquet_version v2'

/**
 * Has the engine read a regular file into a Parquet of text cells. Null where an odd line cannot be told from those
 * around it, or the engine counts other lines than we did.
 */
export async function archiveCells(
  engine: Engine,
  { path, file, head, lines }: RegularFile,
  parquet: string,
): Promise<ArchivedCells | null> {
  const odd = readOddLines(lines.odd, head.delimiter, file)
  if (!odd) return null
  const width = head.table.header.length
  const even = `${parquet}.even`
  const isEven = lines.odd.length === 0
  if (!isEven) writeEvenCopy(path, even, lines, head.delimiter.repeat(width - 1), head.firstByte)
  const columns = Array.from({ length: width }, (_, index) => `${cellColumn(index)}: 'VARCHAR'`)
  try {
    await engine.run(
      `copy (select * from read_csv(${literal(isEven ? path : even)}, auto_detect = false, header = false, skip = ${isEven ? head.firstLine - 1 : 0},
        delim = ${literal(head.delimiter)}, quote = '', escape = '', new_line = '${lines.ends === '\n' ? '\\n' : '\\r\\n'}', columns = {${columns.join(', ')}}))
      to ${literal(parquet)} (${CELLS_FORMAT})`,
    )
  } finally {
    rmSync(even, { force: true })
  }
  const [counted] = await engine.all<{ n: bigint }>(
    `select num_rows as n from parquet_file_metadata(${literal(parquet)})`,
  )
  return Number(counted?.n) === lines.count ? { parquet, first: head.firstLine, width, odd } : null
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
