import type { FundingTable } from '@retombees/contract/funding'
import type { Locale } from '@retombees/contract/localized'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { Programme } from '@retombees/programme/programme'
import { column, type ExportTable, note } from './export-table.ts'
import { labelOf } from './label-of.ts'
import { PROVENANCES } from './words.ts'

const COLUMNS = Object.freeze([
  column('territory', 'territoire', 'territory'),
  column('funder', 'financeur', 'funder'),
  column('year', 'année', 'year', 'integer'),
  column('amount', 'montant', 'amount', 'euros'),
  column('state', 'état de la donnée', 'state of the data'),
  column('provenance', 'provenance', 'provenance'),
  column('load', 'chargement', 'load'),
  column('row', 'ligne du fichier', 'row in the file', 'integer'),
])

/** The financing plan as a table, one line a row. A printed dash stays empty: it is not a zero. */
export function fundingExport(
  funding: FundingTable,
  programme: Programme,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  const provenance = PROVENANCES[funding.provenance][locale]
  return {
    title: {
      fr: `${programme.label.fr} : plan de financement`,
      en: `${programme.label.en ?? programme.label.fr}: financing plan`,
    },
    columns: COLUMNS,
    rows: funding.lines.map((line) => [
      labelOf(programme.territories, line.territory, locale),
      line.funderLabel,
      line.year,
      line.amount,
      line.amount === null
        ? { fr: 'tiret imprimé', en: 'printed dash' }[locale]
        : { fr: 'valeur', en: 'value' }[locale],
      provenance,
      line.loadId,
      line.row,
    ]),
    notes: [
      note('Filtres', 'Filters', { fr: 'aucun', en: 'none' }[locale]),
      note('Lecture', 'How to read it', funding.note),
      note('Total (€)', 'Total (€)', String(funding.total)),
      ...[...funding.byTerritory, ...funding.byFunder, ...funding.byYear].map(({ label, amount }) =>
        note(`Total ${label} (€)`, `Total ${label} (€)`, String(amount)),
      ),
      note('Provenance', 'Provenance', provenance),
    ],
    snapshot,
  }
}
