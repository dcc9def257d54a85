import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from './columns.ts'
import { refusal } from './errors.ts'
import type { RawTable } from './raw-table.ts'
import { type DateOrder, MONTHS, type NumericDate, numericDate } from './values/date.ts'

/** What comes first in the dates of each column that holds some, by its position. */
export type DateOrders = ReadonlyMap<number, DateOrder>

/**
 * The order of the dates of each column: the one the source declares, or the one that the column proves by a date which
 * can be read in no other. Throws IngestError, with the question to answer, where nothing proves it or two orders are
 * mixed.
 */
export function dateOrders(
  table: RawTable,
  source: SourceFile,
  columns: Columns,
  others: readonly number[] = [],
): DateOrders {
  const orders = new Map<number, DateOrder>()
  for (const index of [...datedColumns(source, columns), ...others])
    orders.set(index, source.dates === 'proven' ? provenOrder(table, index, source) : source.dates)
  return orders
}

function datedColumns(source: SourceFile, { fields, persons }: Columns): Set<number> {
  const dated = Object.entries(source.fields).flatMap(([name, { type }]) =>
    type === 'date' || type === 'datetime' ? (fields.get(name) ?? []) : [],
  )
  const births = persons.flatMap(({ kind, indexes }) => (kind === 'birth-date' ? indexes : []))
  return new Set([...dated, ...births])
}

interface Sample extends NumericDate {
  readonly rowNo: number
  readonly cell: string
}

function provenOrder(table: RawTable, index: number, source: SourceFile): DateOrder {
  const samples = table.rows.flatMap(({ rowNo, cells }): Sample[] => {
    const cell = cells.length === table.header.length ? cells[index] : null
    const numbers = cell ? numericDate(cell) : null
    return cell && numbers ? [{ ...numbers, rowNo, cell }] : []
  })
  const dayFirst = samples.find(({ first, second }) => first > 12 && second <= 12)
  const monthFirst = samples.find(({ first, second }) => second > 12 && first <= 12)
  const column = table.header[index] ?? ''
  const at = { file: table.file, column }
  if (dayFirst && monthFirst)
    throw refusal({
      ...at,
      code: 'mixed-date-orders',
      row: monthFirst.rowNo,
      problem: `cette colonne mêle deux ordres : le jour vient d’abord à la ligne ${dayFirst.rowNo} (${dayFirst.cell}), le mois à la ligne ${monthFirst.rowNo} (${monthFirst.cell})`,
      expected: 'un seul ordre par colonne',
      remedy: 'écrire toutes les dates AAAA-MM-JJ, puis déposer le fichier de nouveau',
    })
  if (dayFirst) return 'day-first'
  if (monthFirst) return 'month-first'
  const open = samples.find(({ first, second }) => first !== second && first <= 12 && second <= 12)
  if (!open) return samples.length > 0 ? 'day-first' : 'iso'
  throw refusal({
    ...at,
    code: 'ambiguous-date',
    row: open.rowNo,
    problem: `est-ce le ${said(open.first, open.second, open.year)} ou le ${said(open.second, open.first, open.year)} ? Aucune date de cette colonne ne prouve ce qui vient d’abord`,
    found: open.cell,
    expected: 'un ordre déclaré, ou une date qui le prouve (un jour après le 12)',
    remedy: `dire dans la source « ${source.id} » si le jour vient d’abord (dates: day-first) ou le mois (dates: month-first)`,
  })
}

function said(day: number, month: number, year: number): string {
  return `${day === 1 ? '1er' : day} ${MONTHS[month - 1] ?? month} ${year}`
}
