import type { Lineage } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { decimal, decimalNumber, total } from '../decimal.ts'
import { fundingQuery } from '../funding.ts'
import { absentFigure, knownFigure } from '../measures/figures.ts'
import { chosenProvenance } from '../measures/provenance.ts'
import { labelIn, lineageOf } from './traced.ts'

/** From an amount of the financing plan, or a total of it, back to its rows. */
export async function traceFunding(
  db: Kysely<Database>,
  programme: Programme,
  { territory, funder, year }: { territory?: string; funder?: string; year?: number },
  depth: Depth,
): Promise<Lineage> {
  const read = await fundingQuery(db).execute()
  const provenance = chosenProvenance(read.map((row) => row.provenance)) ?? 'published'
  const rows = read.filter(
    (row) =>
      row.provenance === provenance &&
      (territory === undefined || row.territory === territory) &&
      (funder === undefined || row.funder === funder) &&
      (year === undefined || row.year === year),
  )
  const amounts = rows.flatMap((row) => (row.amount === null ? [] : [decimal(row.amount)]))
  const where: Record<string, string> = {
    ...(territory === undefined ? {} : { territory }),
    ...(funder === undefined ? {} : { funder }),
    ...(year === undefined ? {} : { year: String(year) }),
  }
  const frame = { where, format: 'euros', unit: '€' } as const
  const figure =
    amounts.length === 0
      ? absentFigure(frame, 'no_data', rows.length > 0 ? 'Le tableau imprime un tiret.' : 'Aucune ligne.')
      : knownFigure(frame, {
          value: decimalNumber(total(amounts)),
          base: { kind: 'records', rule: 'montants imprimés du plan de financement', n: amounts.length },
          intervalNote: 'Total : pas d’intervalle.',
          provenance,
          loads: rows.map((row) => row.load_id),
        })
  const funderLabel = programme.funders.find((each) => each.id === funder)?.label.fr ?? funder
  const label = ['Financement', funderLabel, year].filter((part) => part !== undefined).join(', ')
  return lineageOf(db, depth, rows, {
    subject: `funding:${Object.values(where).join(':') || 'total'}`,
    label: labelIn(programme, label, territory),
    figure,
    measure: {
      kind: 'sum',
      sentence: 'Somme des montants imprimés ; un tiret n’est pas un zéro.',
      version: '',
    },
  })
}
