import { type Absence, absence } from './absence'
import { type ContingencyTable, type TableMargins, tableMargins } from './contingency-table'
import { chiSquareUpperTail } from './distributions/chi-square'

/**
 * `expected` and `residuals` have the shape of the table given. Residuals are adjusted (standard normal under
 * independence: beyond ±2 a cell stands out) and null in an empty row or column, where expected counts are 0.
 * Degrees of freedom, smallest expected count and Cramér's V leave the empty rows and columns out.
 */
export interface Pearson {
  readonly statistic: number
  readonly degrees: number
  readonly pValue: number
  /** Yates's continuity correction was applied: asked for, and the table is 2×2. */
  readonly yates: boolean
  readonly expected: readonly (readonly number[])[]
  readonly residuals: readonly (readonly (number | null)[])[]
  readonly smallestExpected: number
  readonly cramersV: number
  readonly emptyRows: readonly number[]
  readonly emptyColumns: readonly number[]
}

/**
 * Pearson's chi-square test of independence in an r×c table of counts.
 * K. Pearson, Philosophical Magazine 50 (1900) 157-175; correction: F. Yates, Supplement to the JRSS 1 (1934) 217-235;
 * adjusted residuals: S. J. Haberman, Biometrics 29 (1973) 205-220; V: H. Cramér, Mathematical Methods of Statistics
 * (1946) 282.
 */
export function pearson(table: ContingencyTable, options: { yates?: boolean } = {}): Pearson | Absence {
  const margins = tableMargins(table)
  if (margins.total === 0) return absence('no-observation')
  const { total, emptyRows, emptyColumns } = margins
  const filledRows = margins.rows.length - emptyRows.length
  const filledColumns = margins.columns.length - emptyColumns.length
  if (filledRows < 2 || filledColumns < 2) return absence('single-line')

  const expected = expectedCounts(margins)
  const yates = options.yates === true && filledRows === 2 && filledColumns === 2
  const correction = yates ? Math.min(0.5, smallestGap(table, expected)) : 0
  const statistic = distance(table, expected, correction)
  const degrees = (filledRows - 1) * (filledColumns - 1)
  const uncorrected = yates ? distance(table, expected, 0) : statistic
  return {
    statistic,
    degrees,
    pValue: chiSquareUpperTail(statistic, degrees),
    yates,
    expected,
    residuals: adjustedResiduals(table, expected, margins),
    smallestExpected: Math.min(...expected.flat().filter((each) => each > 0)),
    cramersV: Math.min(1, Math.sqrt(uncorrected / (total * (Math.min(filledRows, filledColumns) - 1)))),
    emptyRows,
    emptyColumns,
  }
}

/** Expected counts under independence, row total × column total / total; all 0 for an empty table. */
export function expectedCounts({ rows, columns, total }: TableMargins): number[][] {
  return rows.map((row) => columns.map((column) => (total === 0 ? 0 : (row * column) / total)))
}

function distance(table: ContingencyTable, expected: readonly (readonly number[])[], correction: number) {
  return sumOverCells(table, expected, (observed, mean) =>
    mean === 0 ? 0 : (Math.abs(observed - mean) - correction) ** 2 / mean,
  )
}

function sumOverCells(
  table: ContingencyTable,
  expected: readonly (readonly number[])[],
  term: (observed: number, mean: number) => number,
): number {
  let sum = 0
  table.forEach((row, i) => {
    row.forEach((observed, j) => {
      sum += term(observed, expected[i]?.[j] ?? 0)
    })
  })
  return sum
}

function smallestGap(table: ContingencyTable, expected: readonly (readonly number[])[]): number {
  let gap = Number.POSITIVE_INFINITY
  sumOverCells(table, expected, (observed, mean) => {
    if (mean > 0) gap = Math.min(gap, Math.abs(observed - mean))
    return 0
  })
  return gap
}

function adjustedResiduals(
  table: ContingencyTable,
  expected: readonly (readonly number[])[],
  { rows, columns, total }: TableMargins,
): (number | null)[][] {
  return table.map((row, i) =>
    row.map((observed, j) => {
      const mean = expected[i]?.[j] ?? 0
      if (mean === 0) return null
      const spread = mean * (1 - (rows[i] ?? 0) / total) * (1 - (columns[j] ?? 0) / total)
      return (observed - mean) / Math.sqrt(spread)
    }),
  )
}
