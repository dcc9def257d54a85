import type { Breakdown } from '@retombees/contract/breakdown'
import type { FundingTable } from '@retombees/contract/funding'
import { fundingFigure } from './funding-figure.ts'
import { cellOf } from './funding-matrix.ts'

interface FundingWords {
  title: string
  label: string
  /** The name of the axis of years, and of that of funders. */
  year: string
  funder: string
  /** What a dash in the printed plan means. */
  dash: string
  reading: string
}

/** The plan by year and funder, both territories together, as the drawings take it; the largest funder first. */
export function fundingBreakdown(table: FundingTable, words: FundingWords): Breakdown {
  const funders = table.byFunder.toSorted((a, b) => b.amount - a.amount)
  const figureAt = (where: { funder?: string; year?: number }) =>
    fundingFigure(cellOf(table.lines, where), table, words.dash)
  return {
    measure: 'funding',
    title: words.title,
    label: words.label,
    unit: '€',
    baseLine: table.note,
    rows: {
      id: 'year',
      label: words.year,
      ordered: true,
      values: table.years.map((year) => ({ key: String(year), label: String(year) })),
    },
    columns: {
      id: 'funder',
      label: words.funder,
      ordered: true,
      values: funders.map(({ key, label }) => ({ key, label })),
    },
    cells: table.years.flatMap((year) =>
      funders.map(({ key }) => ({
        row: String(year),
        column: key,
        figure: figureAt({ funder: key, year }),
      })),
    ),
    total: figureAt({}),
    additive: true,
    refused: null,
    needs: null,
    reading: words.reading,
    notes: [],
    annotations: [],
    target: null,
    provenance: table.provenance,
  }
}
