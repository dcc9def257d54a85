import type { Figure } from '@retombees/contract/figure'
import type { SurveyCell, SurveyColumn, SurveyTable } from '@retombees/contract/survey'

/** A cell of a survey table as a figure: its count over the base, or the reason for which the print does not give it. */
export function cellFigure(cell: SurveyCell, column: SurveyColumn, table: SurveyTable): Figure {
  const described = { where: { territory: column.territory }, format: 'number' as const, unit: '' }
  if (cell.n === null) return { state: 'illegible', ...described, reason: cell.reason ?? '' }
  return {
    state: 'value',
    ...described,
    value: cell.n,
    numerator: cell.n,
    denominator: column.base,
    base: {
      kind: table.kind === 'multiple' ? 'mentions' : 'respondents',
      rule: column.baseRule,
      n: column.base ?? cell.n,
    },
    interval: null,
    smallBase: (column.base ?? 0) < 10,
    provenance: table.provenance,
    loads: column.loads,
    discrepancies: column.discrepancies,
  }
}
