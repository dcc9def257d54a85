import * as XLSX from '@e965/xlsx'
import { nearest } from '@retombees/programme/nearest'
import { refusal } from '../errors.ts'
import { comparable } from '../heading.ts'
import type { RawRow } from '../raw-table.ts'
import type { Grid, Merge } from './grid.ts'
import { brokenWorkbook, openWorkbook } from './open-workbook.ts'
import { type SheetReading, sheetCellText } from './sheet-cell.ts'

/** Every sheet of an XLSX or ODS workbook as text cells. Throws IngestError when it cannot be opened. */
export function readWorkbook(bytes: Uint8Array, decimalSign: ',' | '.', file: string): Grid[] {
  const workbook = openWorkbook(bytes, file)
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  return workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name]
    return sheet ? [gridOf(sheet, name, file, { decimalSign, date1904 })] : []
  })
}

/** The sheet a source names (by name, or by position from 1). Throws IngestError when it is not there. */
export function sheetNamed(grids: readonly Grid[], wanted: string | number, file: string): Grid {
  const names = grids.map((grid) => grid.sheet ?? '')
  const found =
    typeof wanted === 'number'
      ? grids[wanted - 1]
      : grids.find((grid) => comparable(grid.sheet ?? '') === comparable(wanted))
  if (found) return found
  const close = typeof wanted === 'string' ? nearest(wanted, names) : null
  throw refusal({
    code: 'missing-sheet',
    file,
    problem:
      typeof wanted === 'number'
        ? `le classeur n’a pas de feuille n° ${wanted}`
        : `la feuille « ${wanted} » manque`,
    found: names.join(', '),
    expected: typeof wanted === 'number' ? `au moins ${wanted} feuilles` : `une feuille « ${wanted} »`,
    remedy: close ? `renommer « ${close} » en « ${wanted} »` : 'ajouter la feuille, ou corriger la source',
  })
}

const LARGEST = 20_000_000

function gridOf(sheet: XLSX.WorkSheet, name: string, file: string, reading: SheetReading): Grid {
  const merges = (sheet['!merges'] ?? []).map(
    ({ s, e }): Merge => ({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c }),
  )
  const written = Object.entries(sheet).flatMap(([address, cell]) => {
    const text = address.startsWith('!') ? null : sheetCellText(cell as XLSX.CellObject, reading)
    if (text === null) return []
    const { r, c } = XLSX.utils.decode_cell(address)
    if (!(r >= 0 && c >= 0)) throw brokenWorkbook(file)
    return [{ r, c, text }]
  })
  const width = written.reduce((most, { c }) => Math.max(most, c + 1), 0)
  const height = written.reduce((most, { r }) => Math.max(most, r + 1), 0)
  if (width * height > LARGEST)
    throw refusal({
      code: 'sheet-too-large',
      file,
      row: height,
      problem: `une cellule isolée de la feuille « ${name} » l’étend à ${height} lignes et ${width} colonnes`,
      remedy: 'effacer les cellules qui sont loin du tableau, puis l’enregistrer de nouveau',
    })
  const cells = Array.from({ length: height }, (): (string | null)[] => Array(width).fill(null))
  for (const { r, c, text } of written) (cells[r] as (string | null)[])[c] = text
  return {
    rows: cells.map((row, r): RawRow => ({ rowNo: r + 1, cells: row })),
    merges,
    sheet: name,
    warnings: [],
  }
}
