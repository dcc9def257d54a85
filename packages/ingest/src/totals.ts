import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from './columns.ts'
import { compare, type Decimal, plain, sum } from './decimal.ts'
import { type Finding, finding } from './finding.ts'
import { comparable } from './heading.ts'
import type { RawRow, RawTable } from './raw-table.ts'
import type { ReadRow } from './read-row.ts'
import { isMissing } from './values/missing.ts'
import { readNumber, writeNumber } from './values/number.ts'

/** Whether the row is one of totals: the declared field says so, or a short row begins with the word. */
export function isTotal(row: RawRow, table: RawTable, source: SourceFile, columns: Columns): boolean {
  const { totals } = source
  if (!totals) return false
  const index = columns.fields.get(totals.field)
  const aligned = row.cells.length === table.header.length
  const cell = aligned && index !== undefined ? row.cells[index] : row.cells.find((one) => one !== null)
  if (!cell) return false
  const written = comparable(cell).replace(/:$/, '')
  return totals.equals.some((word) => comparable(word) === written)
}

/** A row of totals, and where it stands among the rows that were read. */
export interface Section {
  readonly total: RawRow
  /** Of the rows read, the first since the row of totals before this one, and how many stand above. */
  readonly from: number
  readonly until: number
}

/** Compares every printed total with the sum of what was read; each disagreement is a warning. */
export function checkTotals(
  sections: readonly Section[],
  read: readonly ReadRow[],
  table: RawTable,
  source: SourceFile,
  columns: Columns,
): Finding[] {
  const summed = summedColumns(source, columns)
  const context = { table, source, columns, summed }
  return [
    ...read.flatMap((row) => (row.faults.length === 0 ? acrossRow(row, context) : [])),
    ...sections.flatMap(({ total }) =>
      total.cells.length === table.header.length ? acrossRow(total, context) : [],
    ),
    ...sections.flatMap((section) => downColumns(section, read, context)),
  ]
}

interface Context {
  readonly table: RawTable
  readonly source: SourceFile
  readonly columns: Columns
  readonly summed: readonly number[]
}

function summedColumns(source: SourceFile, columns: Columns): number[] {
  if (source.unpivot) return columns.unpivot.map(({ index }) => index)
  return Object.entries(source.fields).flatMap(([name, field]) => {
    const index = columns.fields.get(name)
    return index !== undefined && (field.type === 'integer' || field.type === 'decimal') ? [index] : []
  })
}

/** The printed total of a row against the sum of its cells. */
function acrossRow(row: RawRow, context: Context): Finding[] {
  const { table, columns, summed } = context
  if (columns.total === null) return []
  const printed = numberAt(row, columns.total, context)
  if (!printed) return []
  const parts = summed.flatMap((index) => numberAt(row, index, context) ?? [])
  return disagreement(
    printed,
    sum(parts),
    { row: row.rowNo, index: columns.total, of: 'des cellules de la ligne' },
    context,
    table,
  )
}

/** The printed totals under a block of rows against the sum of each column, of the block or of all above. */
function downColumns({ total, from, until }: Section, read: readonly ReadRow[], context: Context): Finding[] {
  const { table, columns, summed } = context
  if (total.cells.length !== table.header.length)
    return [
      finding({
        code: 'total-unread',
        file: table.file,
        row: total.rowNo,
        problem: 'cette ligne de totaux n’a pas le bon nombre de cellules : elle n’a pas été vérifiée',
        remedy: 'la compléter, ou la retirer',
      }),
    ]
  const rows = read.slice(from, until)
  const indexes = columns.total === null ? summed : [...summed, columns.total]
  return indexes.flatMap((index) => {
    const printed = numberAt(total, index, context)
    if (!printed) return []
    const sumOf = (some: readonly ReadRow[]) =>
      sum(some.flatMap((row) => numberAt(row, index, context) ?? []))
    if (from > 0 && compare(printed, sumOf(read.slice(0, until))) === 0) return []
    const aside = rows.filter((row) => row.faults.length > 0).length
    const of = aside > 0 ? `des lignes lues (dont ${aside} en quarantaine)` : 'des lignes'
    return disagreement(printed, sumOf(rows), { row: total.rowNo, index, of }, context, table)
  })
}

function disagreement(
  printed: Decimal,
  summed: Decimal,
  at: { row: number; index: number; of: string },
  { source }: Context,
  { file, header }: RawTable,
): Finding[] {
  if (compare(printed, summed) === 0) return []
  const write = (number: Decimal) => writeNumber(plain(number), source.decimal)
  return [
    finding({
      code: 'total-disagrees',
      file,
      row: at.row,
      column: header[at.index] ?? '',
      problem: `le total imprimé n’est pas la somme ${at.of}`,
      found: write(printed),
      expected: write(summed),
      remedy: 'vérifier l’un et l’autre : rien n’a été corrigé',
    }),
  ]
}

function numberAt(row: RawRow | ReadRow, index: number, { source, table }: Context): Decimal | null {
  if (row.cells.length !== table.header.length) return null
  const cell = row.cells[index] ?? null
  if (isMissing(cell, source.unpivot?.missing ?? ['-'])) return null
  const { value } = readNumber(cell, source.decimal)
  return value ?? null
}
