import type { Lineage } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { ModelError } from '../errors.ts'
import { absentFigure, knownFigure } from '../measures/figures.ts'
import { readEngagements } from '../partners.ts'
import { labelIn, lineageOf } from './traced.ts'

/** From one engagement of the partner grids back to its row. Throws a ModelError when there is no such row. */
export async function tracePartner(
  db: Kysely<Database>,
  programme: Programme,
  { loadId, row }: { loadId: string; row: number },
  depth: Depth,
): Promise<Lineage> {
  const { engagements, provenance } = await readEngagements(db)
  const found = engagements.find(({ engagement }) => engagement.loadId === loadId && engagement.row === row)
  if (!found) {
    throw new ModelError({
      code: 'unknown-engagement',
      row,
      found: `${loadId}, ligne ${row}`,
      expected: 'une ligne d’une grille d’engagement',
      remedy: 'Partir de la grille des acteurs.',
      message: `Aucun engagement à la ligne ${row} du chargement « ${loadId} ».`,
    })
  }
  const { engagement } = found
  const frame = { where: { territory: engagement.territory }, format: 'score', unit: '/ 5' } as const
  const figure =
    engagement.mean === null
      ? absentFigure(frame, 'no_data', 'Aucune note n’est renseignée.')
      : knownFigure(frame, {
          value: engagement.mean,
          base: { kind: 'scores', rule: 'notes renseignées ; zéro est une note', n: engagement.scored },
          intervalNote: 'Moyenne des notes d’une seule ligne : pas d’intervalle.',
          provenance: provenance ?? 'published',
          loads: [loadId],
        })
  return lineageOf(db, depth, [{ load_id: loadId, row_no: row }], {
    subject: `partner:${loadId}:${row}`,
    label: labelIn(programme, engagement.partnerLabel, engagement.territory),
    figure,
    measure: {
      kind: 'mean',
      sentence: 'Moyenne des notes renseignées de la ligne, arrondie au dixième (demi vers le haut).',
      version: '',
    },
  })
}
