import type { FundingTable, FundingTotal } from '@retombees/contract/funding'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { reportedOf, sourcesInto } from './concerning.ts'
import { add, type Decimal, decimal, decimalNumber, ZERO } from './decimal.ts'
import { chosenProvenance } from './measures/provenance.ts'

const NOTE =
  'Plan de financement tel qu’imprimé. Un tiret n’est pas un zéro. Un financement n’est pas un coût : aucune dépense n’est connue.'

/** The financing plan: its lines, and totals recomputed from them by territory, funder and year. */
export async function fundingTable(db: Kysely<Database>, programme: Programme): Promise<FundingTable> {
  const read = await fundingQuery(db).execute()
  const provenance = chosenProvenance(read.map((row) => row.provenance)) ?? 'published'
  const rows = read.filter((row) => row.provenance === provenance)
  const amounts = rows.map((row) => ({ ...row, exact: row.amount === null ? null : decimal(row.amount) }))
  const labelOf = (named: readonly { id: string; label: { fr: string } }[], id: string) =>
    named.find((each) => each.id === id)?.label.fr ?? id
  const totals = (keyOf: (row: (typeof amounts)[number]) => string, label: (key: string) => string) =>
    totalsBy(
      amounts.map((row) => ({ key: keyOf(row), exact: row.exact })),
      label,
    )
  return {
    lines: inOrder(rows, programme).map((row) => ({
      territory: row.territory,
      funder: row.funder,
      funderLabel: labelOf(programme.funders, row.funder),
      year: row.year,
      amount: row.amount === null ? null : decimalNumber(decimal(row.amount)),
      loadId: row.load_id,
      row: row.row_no,
    })),
    years: [...new Set(rows.map((row) => row.year))].sort((a, b) => a - b),
    byTerritory: byOrder(
      totals(
        (row) => row.territory,
        (id) => labelOf(programme.territories, id),
      ),
      programme.territories,
    ),
    byFunder: byOrder(
      totals(
        (row) => row.funder,
        (id) => labelOf(programme.funders, id),
      ),
      programme.funders,
    ),
    byYear: totals(
      (row) => String(row.year),
      (key) => key,
    ).sort((a, b) => a.key.localeCompare(b.key)),
    total: decimalNumber(amounts.reduce((sum, { exact }) => add(sum, exact ?? ZERO), ZERO)),
    note: [NOTE, ...reportedOf(programme, sourcesInto(programme, 'funding'))].join(' '),
    provenance,
  }
}

export function fundingQuery(db: Kysely<Database>) {
  return db.selectFrom('funding').selectAll().orderBy('load_id').orderBy('row_no').orderBy('year')
}

function totalsBy(
  rows: readonly { key: string; exact: Decimal | null }[],
  label: (key: string) => string,
): FundingTotal[] {
  const sums = new Map<string, Decimal>()
  for (const { key, exact } of rows) sums.set(key, add(sums.get(key) ?? ZERO, exact ?? ZERO))
  return [...sums].map(([key, sum]) => ({ key, label: label(key), amount: decimalNumber(sum) }))
}

function byOrder(totals: FundingTotal[], order: readonly { id: string }[]): FundingTotal[] {
  const rank = (key: string) => order.findIndex((each) => each.id === key)
  return totals.sort((a, b) => rank(a.key) - rank(b.key))
}

function inOrder<Row extends { territory: string; funder: string; year: number }>(
  rows: readonly Row[],
  { territories, funders }: Programme,
): readonly Row[] {
  const rank = (named: readonly { id: string }[], id: string) => named.findIndex((each) => each.id === id)
  return [...rows].sort(
    (a, b) =>
      rank(territories, a.territory) - rank(territories, b.territory) ||
      rank(funders, a.funder) - rank(funders, b.funder) ||
      a.year - b.year,
  )
}
