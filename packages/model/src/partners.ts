import type { Engagement, PartnerGrid } from '@retombees/contract/partner'
import type { Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { reportedOf, sourcesInto } from './concerning.ts'
import { type Decimal, decimal, decimalNumber, meanHalfUp } from './decimal.ts'
import { fold } from './fold.ts'
import { groupBy } from './group-by.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { sortEngagements } from './partner-order.ts'

const NOTE =
  'Chaque grille est remplie par des personnes différentes : les notes se lisent dans un territoire, et les territoires ne se classent pas entre eux.'

/** An engagement with its scores kept exact, to be added up again. */
export interface ExactEngagement {
  readonly engagement: Engagement
  readonly theme: string
  readonly exact: readonly Decimal[]
}

/** The partner-scoring grids: engagements filtered, sorted and paged by the query; counts and means over all that it keeps. */
export async function partnerGrid(
  db: Kysely<Database>,
  programme: Programme,
  query: Query,
): Promise<PartnerGrid> {
  const { engagements, provenance, fileWarnings } = await readEngagements(db)
  const kept = sortEngagements(
    engagements.filter((each) => matches(each, query, programme)),
    query.sort,
    programme,
  )
  const start = (query.page - 1) * query.size
  return {
    criteria: programme.partnerCriteria.map(({ id, label }) => ({ id, label: label.fr })),
    engagements: kept.slice(start, start + query.size).map(({ engagement }) => engagement),
    total: kept.length,
    partners: partnersOf(kept),
    territories: programme.territories.flatMap(({ id }) => {
      const own = kept.filter(({ engagement }) => engagement.territory === id)
      if (own.length === 0) return []
      const mean = meanHalfUp(
        own.flatMap(({ exact }) => exact),
        1,
      )
      return [{ territory: id, engagements: own.length, partners: partnersOf(own), mean }]
    }),
    warnings: [...fileWarnings, ...reportedOf(programme, sourcesInto(programme, 'partner_scores'))],
    note: NOTE,
    provenance: provenance ?? 'published',
  }
}

/** Every engagement of the grids, one a row of the file, in file order. */
export async function readEngagements(db: Kysely<Database>) {
  const read = await scoresQuery(db).execute()
  const provenance = chosenProvenance(read.map((row) => row.provenance))
  const rows = read.filter((row) => row.provenance === provenance)
  const warnings = await db.selectFrom('warnings').selectAll().orderBy('row_no').execute()
  const groups = groupBy(rows, (row) => JSON.stringify([row.load_id, row.row_no]))
  const listed = groupBy(groups.values(), ([row]) => JSON.stringify([row?.territory, row?.partner]))
  const loads = new Set(rows.map((row) => row.load_id))
  const engagements = [...groups.values()].flatMap((cells): ExactEngagement[] => {
    const [row] = cells
    if (!row) return []
    const exact = cells.flatMap(({ score }) => (score === null ? [] : [decimal(score)]))
    return [
      {
        theme: row.theme ?? '',
        exact,
        engagement: {
          territory: row.territory,
          partner: row.partner,
          partnerLabel: row.partner_label,
          theme: row.theme_label ?? row.theme ?? '',
          themeId: row.theme ?? '',
          internal: row.internal !== 'no',
          scores: Object.fromEntries(
            cells.map(({ criterion, score }) => [
              criterion,
              score === null ? null : decimalNumber(decimal(score)),
            ]),
          ),
          mean: meanHalfUp(exact, 1),
          scored: exact.length,
          loadId: row.load_id,
          row: row.row_no,
          listed: listed.get(JSON.stringify([row.territory, row.partner]))?.length ?? 1,
          warnings: warnings
            .filter((each) => each.load_id === row.load_id && each.row_no === row.row_no)
            .map((each) => each.message),
        },
      },
    ]
  })
  const fileWarnings = warnings
    .filter((each) => each.row_no === null && loads.has(each.load_id))
    .map((each) => each.message)
  return { engagements, provenance, fileWarnings }
}

export function scoresQuery(db: Kysely<Database>) {
  return db.selectFrom('partner_scores').selectAll().orderBy('load_id').orderBy('row_no')
}

function partnersOf(engagements: readonly ExactEngagement[]): number {
  return new Set(engagements.map(({ engagement }) => engagement.partner)).size
}

function matches({ engagement, theme }: ExactEngagement, query: Query, programme: Programme): boolean {
  if (query.territory.length > 0 && !query.territory.includes(engagement.territory)) return false
  if (query.theme.length > 0 && !query.theme.includes(theme)) return false
  if (query.search === '') return true
  const territory = programme.territories.find((each) => each.id === engagement.territory)?.label.fr ?? ''
  const text = fold([engagement.partnerLabel, engagement.theme, territory].join(' '))
  return fold(query.search)
    .split(' ')
    .every((word) => text.includes(word))
}
