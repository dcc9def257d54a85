import type { FundingLine, FundingTable } from '@retombees/contract/funding'

/** One cell of the plan: a territory, or all; a funder, or all; a year, or all. Null where every line prints a dash. */
export interface FundingCell {
  territory?: string
  funder?: string
  year?: number
  amount: number | null
  /** Lines with an amount. */
  lines: number
  loads: readonly string[]
}

export interface FundingRow {
  /** Undefined for the row of totals. */
  funder: { id: string; label: string } | undefined
  cells: readonly FundingCell[]
}

/** The amounts of the plan in a table: a row a funder, for each territory its years and their total, then the whole. */
export function fundingRows(table: FundingTable): readonly FundingRow[] {
  const territories = table.byTerritory.map(({ key }) => key)
  const row = (funder: FundingRow['funder']): FundingRow => ({
    funder,
    cells: [
      ...territories.flatMap((territory) => [
        ...table.years.map((year) => cellOf(table.lines, { territory, funder: funder?.id, year })),
        cellOf(table.lines, { territory, funder: funder?.id }),
      ]),
      cellOf(table.lines, { funder: funder?.id }),
    ],
  })
  return [...table.byFunder.map(({ key, label }) => row({ id: key, label })), row(undefined)]
}

/** The sum of the lines that meet a condition, to the cent. */
export function cellOf(
  lines: readonly FundingLine[],
  where: { territory?: string; funder?: string; year?: number },
): FundingCell {
  const own = lines.filter(
    (line) =>
      line.amount !== null &&
      (where.territory === undefined || line.territory === where.territory) &&
      (where.funder === undefined || line.funder === where.funder) &&
      (where.year === undefined || line.year === where.year),
  )
  const cents = own.reduce((sum, line) => sum + Math.round((line.amount ?? 0) * 100), 0)
  return {
    ...(where.territory === undefined ? {} : { territory: where.territory }),
    ...(where.funder === undefined ? {} : { funder: where.funder }),
    ...(where.year === undefined ? {} : { year: where.year }),
    amount: own.length === 0 ? null : cents / 100,
    lines: own.length,
    loads: [...new Set(own.map((line) => line.loadId))],
  }
}
