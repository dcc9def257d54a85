import type { CrossCell, CrossHeading, ShareInterval } from '@retombees/contract/cross-table'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { isAbsent } from '@retombees/statistics/absence'
import { kishOfSums } from '@retombees/statistics/kish'
import { pearson } from '@retombees/statistics/pearson'
import { weightedProportionOfSums } from '@retombees/statistics/weighted-proportion'
import type { CountedTable, Sums } from './cross-counts.ts'
import { SMALL_BASE } from './measures/figures.ts'
import type { Side } from './survey-sides.ts'

/** The categories of a side with how many people are in each. */
export function headings(side: Side, totals: readonly Sums[], weighted: boolean): CrossHeading[] {
  return side.options.map(({ code, label }, at) => {
    const total = totals[at] ?? NOBODY
    return { code, label, n: total.n, effectiveBase: weighted ? effectiveBase(total) : null }
  })
}

/** Kish's effective base of a group; null where nobody weighs anything. */
export function effectiveBase(sums: Sums): number | null {
  const base = kishOfSums({ n: sums.n, weight: sums.weight, squaredWeight: sums.squaredWeight })
  return isAbsent(base) ? null : base.effectiveBase
}

const NOBODY: Sums = { n: 0, weight: 0, squaredWeight: 0 }

/**
 * The cells of a table, row by row. Shares are of weights, with Wilson's interval on Kish's effective base, narrowed for a
 * finite population; residuals are those of people, unweighted: of the whole table, or option by option of a multiple choice.
 */
export function crossCells(
  rows: Side,
  columns: Side,
  counted: CountedTable,
  population: QuestionnaireFile['population'],
): CrossCell[] {
  const residuals = residualsOf(rows, columns, counted)
  return rows.options.flatMap((row, i) =>
    columns.options.map((column, j) => {
      const own = counted.cells[i]?.[j] ?? NOBODY
      const [ofRow, ofColumn] = [counted.rowTotals[i] ?? NOBODY, counted.columnTotals[j] ?? NOBODY]
      return {
        row: row.code,
        column: column.code,
        n: own.n,
        columnShare: share(own, ofColumn),
        interval: shareInterval(own, ofColumn, population?.territories[column.code]),
        rowShare: share(own, ofRow),
        residual: residuals[i]?.[j] ?? null,
      }
    }),
  )
}

/** A weighted share; null under a base of ten people. */
export function share(part: Sums, whole: Sums): number | null {
  return whole.n >= SMALL_BASE && whole.weight > 0 ? part.weight / whole.weight : null
}

/** The interval of a share; null under a base of ten, and for a complete count. */
export function shareInterval(part: Sums, whole: Sums, population?: number): ShareInterval | null {
  if (whole.n < SMALL_BASE || whole.weight <= 0) return null
  const known = population !== undefined && population >= whole.n ? { population } : {}
  const found = weightedProportionOfSums(
    {
      n: whole.n,
      weight: whole.weight,
      squaredWeight: whole.squaredWeight,
      weightOfSuccesses: Math.min(part.weight, whole.weight),
    },
    known,
  )
  if (isAbsent(found) || isAbsent(found.interval)) return null
  return { low: found.interval.low, high: found.interval.high }
}

function residualsOf(
  rows: Side,
  columns: Side,
  counted: CountedTable,
): readonly (readonly (number | null)[])[] {
  if (columns.kind === 'multiple') return []
  const counts = counted.cells.map((line) => line.map(({ n }) => n))
  if (rows.kind !== 'multiple') {
    const tested = pearson(counts)
    return isAbsent(tested) ? [] : tested.residuals
  }
  return counts.map((given) => {
    const others = counted.columnTotals.map(({ n }, j) => n - (given[j] ?? 0))
    const tested = pearson([given, others])
    return isAbsent(tested) ? [] : (tested.residuals[0] ?? [])
  })
}
