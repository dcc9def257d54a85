import type { Locale } from '@retombees/contract/localized'
import type { PartnerGrid } from '@retombees/contract/partner'
import { encodeQuery, type Query } from '@retombees/contract/query'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { Programme } from '@retombees/programme/programme'
import { column, type ExportTable, note } from './export-table.ts'
import { labelOf } from './label-of.ts'
import { PROVENANCES, YES_NO } from './words.ts'

/** The partner grids as a table, one engagement a row, for a grid that was asked for whole. Zero is a score; empty is none. */
export function partnerExport(
  grid: PartnerGrid,
  query: Query,
  programme: Programme,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  const filters = encodeQuery({ ...query, page: 1, size: 200 })
  return {
    title: {
      fr: `${programme.label.fr} : grilles d’engagement des acteurs`,
      en: `${programme.label.en ?? programme.label.fr}: partner engagement grids`,
    },
    columns: [
      column('territory', 'territoire', 'territory'),
      column('partner', 'acteur', 'partner'),
      column('theme', 'thématique', 'theme'),
      column('internal', 'interne au projet', 'internal to the project'),
      ...grid.criteria.map(({ id, label }) => column(`score_${id}`, label, label, 'decimal')),
      column('mean', 'moyenne', 'mean', 'decimal'),
      column('scored', 'notes renseignées', 'scores given', 'integer'),
      column('provenance', 'provenance', 'provenance'),
      column('load', 'chargement', 'load'),
      column('row', 'ligne du fichier', 'row in the file', 'integer'),
      column('warnings', 'avertissements', 'warnings'),
    ],
    rows: grid.engagements.map((engagement) => [
      labelOf(programme.territories, engagement.territory, locale),
      engagement.partnerLabel,
      engagement.theme || null,
      YES_NO[`${engagement.internal}`][locale],
      ...grid.criteria.map(({ id }) => engagement.scores[id] ?? null),
      engagement.mean,
      engagement.scored,
      PROVENANCES[grid.provenance][locale],
      engagement.loadId,
      engagement.row,
      engagement.warnings.join(' ') || null,
    ]),
    notes: [
      note('Filtres', 'Filters', filters || { fr: 'aucun', en: 'none' }[locale]),
      note(
        'Base',
        'Base',
        {
          fr: `${grid.total} engagements, ${grid.partners} acteurs`,
          en: `${grid.total} engagements, ${grid.partners} partners`,
        }[locale],
      ),
      note(
        'Lecture',
        'How to read it',
        {
          fr: 'Zéro est une note ; une cellule vide est une note qui manque.',
          en: 'Zero is a score; an empty cell is a missing score.',
        }[locale],
      ),
      note('Mise en garde', 'Caution', grid.note),
      ...grid.warnings.map((warning) => note('Avertissement', 'Warning', warning)),
      note('Provenance', 'Provenance', PROVENANCES[grid.provenance][locale]),
    ],
    snapshot,
  }
}
