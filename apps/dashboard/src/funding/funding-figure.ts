import type { Figure } from '@retombees/contract/figure'
import type { FundingTable } from '@retombees/contract/funding'
import type { FundingCell } from './funding-matrix.ts'

/** An amount of the plan as a figure; a dash in print is no data, never a zero. */
export function fundingFigure(cell: FundingCell, table: FundingTable, dash: string): Figure {
  const where: Record<string, string> = cell.territory === undefined ? {} : { territory: cell.territory }
  const described = {
    where,
    format: 'euros' as const,
    unit: '€',
  }
  if (cell.amount === null) return { state: 'no_data', ...described, reason: dash }
  return {
    state: 'value',
    ...described,
    value: cell.amount,
    numerator: null,
    denominator: null,
    base: { kind: 'records', rule: table.note, n: cell.lines },
    interval: null,
    smallBase: false,
    provenance: table.provenance,
    loads: [...cell.loads],
    discrepancies: [],
  }
}
