import type { SourceFile } from '@retombees/programme/source-file'
import { refusal } from '../errors.ts'
import { type Finding, finding } from '../finding.ts'
import { comparable, type Headings } from '../heading.ts'
import type { IgnoredRow, RawRow, RawTable } from '../raw-table.ts'
import { type Layout, rowsBelow } from './blocks.ts'
import { columnLetter, type Grid, isBlank } from './grid.ts'
import { findHeader, type Header } from './header.ts'

/**
 * Cuts a grid into what stands above the headings, the headings, and the rows.
 * Throws IngestError when no heading is recognised or nothing stands below them.
 */
export function tableOf(grid: Grid, file: string, source: SourceFile, declared: Headings): RawTable {
  if (grid.rows.every(isBlank))
    throw refusal({
      code: 'empty-file',
      file,
      problem: grid.sheet ? `la feuille « ${grid.sheet} » est vide` : 'le fichier est vide',
      remedy: 'vérifier l’export, puis déposer le fichier de nouveau',
    })
  const header = findHeader(grid, declared)
  if (!header) throw noHeadings(grid, file, source)
  const above = grid.rows.slice(0, header.first)
  const layout: Layout = source.format.kind === 'json-lines' ? { ends: 'file' } : source.format
  const { rows, ignored } = rowsBelow(grid, header, declared, layout, file)
  const headerRow = grid.rows[header.last]?.rowNo ?? 1
  if (rows.length === 0)
    throw refusal({
      code: 'no-rows',
      file,
      row: headerRow,
      problem: 'les intitulés sont là, mais aucune ligne ne les suit',
      expected: 'au moins une ligne de données',
      remedy: 'vérifier l’export, puis déposer le fichier de nouveau',
    })
  const sheet = source.format.kind === 'xlsx'
  const title = layout.blocks ? [layout.blocks.heading] : []
  const bare =
    title.length > 0 ? rows.map(({ rowNo, cells }) => ({ rowNo, cells: cells.slice(0, -1) })) : rows
  const width = sheet ? usedWidth(bare, header) : writtenWidth(bare, header)
  return {
    file,
    header: [...Array.from({ length: width }, (_, index) => header.headings[index] ?? ''), ...title],
    headerRow,
    rows: sheet ? rows.map((row) => narrowed(row, width, title.length)) : rows,
    ignored: [
      ...above.map((row): IgnoredRow => ({ rowNo: row.rowNo, reason: isBlank(row) ? 'blank' : 'title' })),
      ...ignored,
    ],
    above: [...above.flatMap((row) => row.cells.filter((cell) => cell !== null)), ...header.spanning],
    warnings: [...grid.warnings, ...mergedValues(grid, header, file, source)],
  }
}

/** The width of the headings, or that of the rows when every one of them ends with the same empty cells beyond. */
function writtenWidth(rows: readonly RawRow[], header: Header): number {
  const first = rows[0]?.cells.length ?? 0
  const same = first > header.width && rows.every(({ cells }) => cells.length === first)
  const emptyBeyond = rows.every(({ cells }) => cells.slice(header.width).every((cell) => cell === null))
  return same && emptyBeyond ? first : header.width
}

/** The width of the headings, or up to the last cell beyond them: a sheet has no length of line of its own. */
function usedWidth(rows: readonly RawRow[], header: Header): number {
  return rows.reduce(
    (most, { cells }) => Math.max(most, cells.findLastIndex((cell) => cell !== null) + 1),
    header.headings.length,
  )
}

/** A sheet row without the empty cells to its right; the title of its block stays last. */
function narrowed({ rowNo, cells }: RawRow, width: number, titles: number): RawRow {
  return { rowNo, cells: [...cells.slice(0, width), ...(titles > 0 ? cells.slice(-titles) : [])] }
}

/** A value merged over several rows belongs to the first one only, unless its field says that it repeats. */
function mergedValues(grid: Grid, header: Header, file: string, source: SourceFile): Finding[] {
  const filled = new Set(
    Object.values(source.fields)
      .filter((field) => field.fill === 'down')
      .flatMap((field) => field.column.map(comparable)),
  )
  const lastHeading = grid.rows[header.last]?.rowNo ?? 0
  return grid.merges
    .filter((merge) => merge.top > lastHeading && merge.bottom > merge.top)
    .filter((merge) => !filled.has(comparable(header.headings[merge.left] ?? '')))
    .map((merge) =>
      finding({
        code: 'merged-value',
        file,
        row: merge.top,
        column: header.headings[merge.left] || columnLetter(merge.left),
        problem: `cellules fusionnées, lignes ${merge.top} à ${merge.bottom} : la valeur n’est comptée que pour la première`,
        remedy:
          'défusionner et écrire la valeur sur chaque ligne où elle vaut (fill: down dans la source, si elle se répète)',
      }),
    )
}

function namesPersons({ person, identifiers, leaveOut }: SourceFile): boolean {
  return person !== undefined || identifiers.length > 0 || leaveOut.length > 0
}

function noHeadings(grid: Grid, file: string, source: SourceFile) {
  const first = grid.rows.find((row) => !isBlank(row))
  const expected = [
    ...Object.values(source.fields).map((field) => field.column[0] ?? ''),
    ...(source.unpivot?.columns ?? []).map(({ column }) => column[0] ?? ''),
  ]
  return refusal({
    code: 'no-header',
    file,
    row: first?.rowNo,
    problem: 'aucune ligne ne porte les intitulés attendus',
    // Without headings, the first line may be a person's.
    found: namesPersons(source) ? undefined : first?.cells.filter((cell) => cell !== null).join(' | '),
    expected: [
      ...expected.map((heading) => `« ${heading} »`),
      ...(source.questionnaire ? [`les questions de « ${source.questionnaire} »`] : []),
    ].join(', '),
    remedy: `vérifier que c’est le bon fichier, ou corriger les intitulés de la source « ${source.id} »`,
  })
}
