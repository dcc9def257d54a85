import { isKnown } from '@retombees/contract/figure'
import type { Locale } from '@retombees/contract/localized'
import type { PersonFlows } from '@retombees/contract/person-flows'
import { encodeQuery, type Query } from '@retombees/contract/query'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import { column, type ExportTable, note } from './export-table.ts'
import { PROVENANCES } from './words.ts'

const COLUMNS = Object.freeze([
  column('rank', 'étape', 'step', 'integer'),
  column('from', 'de', 'from'),
  column('to', 'vers', 'to'),
  column('persons', 'personnes', 'persons', 'integer'),
  column('provenance', 'provenance', 'provenance'),
])

/** The ribbons of the drawing, a line each. */
export function flowExport(
  flows: PersonFlows,
  query: Query,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  const node = (id: string) => flows.nodes.find((each) => each.id === id)
  const provenance = flows.provenance === null ? '' : PROVENANCES[flows.provenance][locale]
  return {
    title: { fr: flows.label, en: flows.label },
    columns: COLUMNS,
    rows: flows.links.map(({ from, to, figure }) => [
      (node(from)?.rank ?? 0) + 1,
      node(from)?.label ?? from,
      node(to)?.label ?? to,
      isKnown(figure) ? figure.value : null,
      provenance,
    ]),
    notes: [
      note('Constat', 'Finding', flows.title),
      note('Filtres', 'Filters', encodeQuery(query) || { fr: 'aucun', en: 'none' }[locale]),
      note('Base', 'Base', flows.baseLine),
      note('Lecture', 'How to read it', flows.reading),
      ...flows.notes.map((text) => note('Note', 'Note', text)),
      ...(flows.refused === null ? [] : [note('Refusé', 'Refused', flows.refused)]),
      note('Provenance', 'Provenance', provenance),
    ],
    snapshot,
  }
}
