import type { Breakdown } from '@retombees/contract/breakdown'
import type { Figure } from '@retombees/contract/figure'
import type { SurveyCell, SurveyColumn, SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { cellFigure } from './cell-figure.ts'

/** The answers to one question by territory, the most given first, as the drawings of the field take them: shares of each base. */
export function optionBreakdown(
  table: SurveyTable,
  row: SurveyRow,
  labelOf: (territory: string) => string,
): Breakdown {
  const given = (code: string) =>
    row.columns.reduce((sum, { cells }) => sum + (cells.find((cell) => cell.code === code)?.n ?? 0), 0)
  const codes = table.codes.toSorted((a, b) => given(b.code) - given(a.code))
  return {
    measure: row.item,
    title: table.finding,
    label: row.label,
    unit: '%',
    baseLine: '',
    rows: {
      id: row.item,
      label: row.label,
      ordered: true,
      values: codes.map(({ code, label }) => ({ key: code, label })),
    },
    columns: {
      id: 'territory',
      label: '',
      ordered: true,
      values: row.columns.map(({ territory }) => ({
        key: territory,
        label: labelOf(territory),
        territory,
      })),
    },
    cells: codes.flatMap(({ code }) =>
      row.columns.flatMap((column) => {
        const cell = column.cells.find((one) => one.code === code)
        return cell === undefined
          ? []
          : [{ row: code, column: column.territory, figure: shareFigure(cell, column, table) }]
      }),
    ),
    total: { state: 'no_data', where: {}, format: 'percent', unit: '', reason: '' },
    additive: false,
    refused: null,
    needs: null,
    reading: '',
    notes: table.notes,
    annotations: [],
    target: null,
    provenance: table.provenance,
  }
}

/** A cell as a share of its base; a count that the print hides keeps its reason, a base that is not known leaves the count. */
function shareFigure(cell: SurveyCell, column: SurveyColumn, table: SurveyTable): Figure {
  const count = cellFigure(cell, column, table)
  if (count.state !== 'value' || cell.share === null) return count
  return {
    ...count,
    format: 'percent',
    value: cell.share,
    interval: cell.interval === null ? null : { ...cell.interval, level: 0.95, method: 'wilson' },
  }
}
