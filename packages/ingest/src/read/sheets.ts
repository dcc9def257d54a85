import type { SourceFile } from '@retombees/programme/source-file'
import { refusal } from '../errors.ts'
import type { Headings } from '../heading.ts'
import type { RawTable } from '../raw-table.ts'
import type { Grid } from './grid.ts'
import { findHeader } from './header.ts'
import { tableOf } from './table.ts'
import { readWorkbook, sheetNamed } from './workbook.ts'

/** Reads the sheet of a workbook that its source names, or the one sheet with the declared headings. Throws IngestError. */
export function readSheets(
  bytes: Uint8Array,
  file: string,
  source: SourceFile,
  declared: Headings,
  { sheet }: Extract<SourceFile['format'], { kind: 'xlsx' }>,
): RawTable {
  const grids = readWorkbook(bytes, source.decimal, file)
  const grid = sheet === undefined ? onlySheet(grids, file, source, declared) : sheetNamed(grids, sheet, file)
  return tableOf(grid, file, source, declared)
}

function onlySheet(grids: readonly Grid[], file: string, source: SourceFile, declared: Headings): Grid {
  const scored = grids.map((grid) => ({ grid, score: findHeader(grid, declared)?.score ?? 0 }))
  const best = Math.max(0, ...scored.map((one) => one.score))
  const likely = scored.filter((one) => one.score === best)
  if (likely.length === 1 || best === 0) return likely[0]?.grid ?? { rows: [], merges: [], warnings: [] }
  throw refusal({
    code: 'ambiguous-sheet',
    file,
    problem: 'plusieurs feuilles portent les intitulés attendus',
    found: likely.map((one) => one.grid.sheet ?? '').join(', '),
    expected: 'une seule',
    remedy: `dire laquelle (format: { sheet: … }) dans la source « ${source.id} », ou ne garder qu’une feuille`,
  })
}
