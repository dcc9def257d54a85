import { refusal } from '../errors.ts'
import type { RawRow, RawTable } from '../raw-table.ts'
import { DELIMITERS, splitCsv } from '../read/csv.ts'
import { decodeText } from '../read/decode-text.ts'
import { fileKind, KIND_WORDS } from '../read/file-kind.ts'
import { type Grid, isBlank } from '../read/grid.ts'
import { readWorkbook } from '../read/workbook.ts'
import { baseName, unpack } from '../unpack.ts'

/**
 * Reads a file of which no source says anything: delimited text or the first sheet that is not empty, its headings on
 * the first line that is as wide as the lines below it. Throws IngestError.
 */
export function readAny(bytes: Uint8Array, fileName: string): RawTable {
  const [file] = unpack(bytes, baseName(fileName))
  const kind = file ? fileKind(file.bytes) : 'empty'
  if (!file || (kind !== 'text' && kind !== 'workbook' && kind !== 'old-workbook'))
    throw refusal({
      code: 'wrong-format',
      file: baseName(fileName),
      problem: 'ce fichier n’est pas un tableau',
      found: KIND_WORDS[kind],
      expected: 'un texte délimité (CSV) ou un classeur (XLSX ou ODS)',
      remedy: 'exporter de nouveau les réponses dans l’un de ces formats',
    })
  const grid = kind === 'text' ? delimited(file.bytes, file.name) : firstSheet(file.bytes, file.name)
  return tableOf(grid, file.name)
}

function delimited(bytes: Uint8Array, file: string): Grid {
  const { text } = decodeText(bytes, 'auto', file)
  const grids = DELIMITERS.map((delimiter) => splitCsv(text, delimiter, file, 50))
  const widths = grids.map((grid) => usualWidth(grid.rows))
  const best = widths.indexOf(Math.max(...widths))
  return splitCsv(text, DELIMITERS[best] ?? ';', file)
}

function firstSheet(bytes: Uint8Array, file: string): Grid {
  const grids = readWorkbook(bytes, ',', file)
  return grids.find((grid) => !grid.rows.every(isBlank)) ?? { rows: [], merges: [], warnings: [] }
}

/** The width that most lines have. */
function usualWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0]
  return width
}

function tableOf(grid: Grid, file: string): RawTable {
  const width = usualWidth(grid.rows)
  const filled = (row: RawRow) => row.cells.filter((cell) => cell !== null).length
  const first = grid.rows.findIndex((row) => row.cells.length === width && filled(row) * 2 > width)
  const header = grid.rows[first]
  const rows = grid.rows.slice(first + 1).filter((row) => !isBlank(row))
  if (!header || rows.length === 0)
    throw refusal({
      code: 'no-rows',
      file,
      problem: 'le fichier n’a pas d’intitulés suivis de réponses',
      remedy: 'exporter de nouveau les réponses, une ligne par répondant',
    })
  return {
    file,
    header: header.cells.map((cell) => cell?.replaceAll(/\s+/g, ' ').trim() ?? ''),
    headerRow: header.rowNo,
    rows,
    ignored: [],
    above: grid.rows.slice(0, first).flatMap((row) => row.cells.filter((cell) => cell !== null)),
    warnings: [],
  }
}
