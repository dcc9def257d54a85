import { requireCount, StatisticsInputError } from './errors'

/** Counts by row then column; every row has the same number of columns. */
export type ContingencyTable = readonly (readonly number[])[]

/** Sums of a table, with the indexes of the rows and columns where nothing was counted. */
export interface TableMargins {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly total: number
  readonly emptyRows: readonly number[]
  readonly emptyColumns: readonly number[]
}

export function tableMargins(table: ContingencyTable): TableMargins {
  const width = table[0]?.length ?? 0
  const columns = new Array<number>(width).fill(0)
  const rows = table.map((row, i) => {
    if (row.length !== width) {
      throw new StatisticsInputError(`table[${i}].length`, row.length, `${width}, as in the first row`)
    }
    row.forEach((count, j) => {
      requireCount(`table[${i}][${j}]`, count)
      columns[j] = (columns[j] ?? 0) + count
    })
    return row.reduce((sum, count) => sum + count, 0)
  })
  return {
    rows,
    columns,
    total: rows.reduce((sum, count) => sum + count, 0),
    emptyRows: indexesOfZero(rows),
    emptyColumns: indexesOfZero(columns),
  }
}

function indexesOfZero(sums: readonly number[]): number[] {
  return sums.flatMap((sum, index) => (sum === 0 ? [index] : []))
}

/** The table without its empty rows and columns: they carry no information on association. */
export function filledTable(table: ContingencyTable, { rows, columns }: TableMargins): number[][] {
  return table.filter((_, i) => (rows[i] ?? 0) > 0).map((row) => row.filter((_, j) => (columns[j] ?? 0) > 0))
}
