import type { Axis, Breakdown } from '@retombees/contract/breakdown'
import { isKnown } from '@retombees/contract/figure'
import type { Locale } from '@retombees/contract/localized'
import { encodeQuery, type Query } from '@retombees/contract/query'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import { column, type ExportTable, note } from './export-table.ts'
import { PROVENANCES, STATES } from './words.ts'

/** A breakdown as a table: a line a cell, exactly those that are drawn; a cell without a value says why. */
export function breakdownExport(
  table: Breakdown,
  query: Query,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  const provenance = table.provenance === null ? '' : PROVENANCES[table.provenance][locale]
  const labelOf = (axis: Axis | null, key: string | null) =>
    axis?.values.find((value) => value.key === key)?.label ?? null
  const type = { percent: 'percent', number: 'decimal', score: 'decimal', euros: 'euros' } as const
  return {
    title: { fr: table.label, en: table.label },
    columns: [
      column('row', table.rows.label, table.rows.label),
      column('row_key', 'code', 'code'),
      ...(table.columns === null
        ? []
        : [column('column', table.columns.label, table.columns.label), column('column_key', 'code', 'code')]),
      column('value', table.unit, table.unit, type[table.total.format]),
      column('low', 'intervalle, bas', 'interval, low', type[table.total.format]),
      column('high', 'intervalle, haut', 'interval, high', type[table.total.format]),
      column('numerator', 'numérateur', 'numerator', 'decimal'),
      column('denominator', 'dénominateur', 'denominator', 'decimal'),
      column('state', 'état de la donnée', 'state of the data'),
      column('reason', 'raison', 'reason'),
      column('provenance', 'provenance', 'provenance'),
    ],
    rows: table.cells.map(({ row, column: key, figure }) => [
      labelOf(table.rows, row),
      row,
      ...(table.columns === null ? [] : [labelOf(table.columns, key), key]),
      ...(isKnown(figure)
        ? [
            figure.format === 'percent' && figure.smallBase ? null : figure.value,
            figure.interval?.low ?? null,
            figure.interval?.high ?? null,
            figure.numerator,
            figure.denominator,
            STATES[figure.format === 'percent' && figure.smallBase ? 'counts_only' : 'value'][locale],
            null,
            PROVENANCES[figure.provenance][locale],
          ]
        : [null, null, null, null, null, STATES[figure.state][locale], figure.reason, null]),
    ]),
    notes: [
      note('Constat', 'Finding', table.title),
      note('Filtres', 'Filters', encodeQuery(query) || { fr: 'aucun', en: 'none' }[locale]),
      note('Base', 'Base', table.baseLine),
      note('Lecture', 'How to read it', table.reading),
      note(
        table.additive ? 'Total' : 'Ensemble, compté à part',
        table.additive ? 'Total' : 'Whole, counted apart',
        isKnown(table.total) ? String(table.total.value) : table.total.reason,
      ),
      ...table.notes.map((text) => note('Note', 'Note', text)),
      ...(table.refused === null ? [] : [note('Refusé', 'Refused', table.refused)]),
      note('Provenance', 'Provenance', provenance),
    ],
    snapshot,
  }
}
