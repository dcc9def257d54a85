import type { Locale } from '@retombees/contract/localized'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { SurveyColumn, SurveyRow, SurveyTable } from '@retombees/contract/survey'
import type { Programme } from '@retombees/programme/programme'
import { type Cell, column, type ExportTable, note } from './export-table.ts'
import { labelOf } from './label-of.ts'
import { CERTAINTIES, PROVENANCES, WHOLE } from './words.ts'

const COLUMNS = Object.freeze([
  column('question', 'question', 'question'),
  column('item', 'item', 'item'),
  column('item_label', 'libellé de l’item', 'item label'),
  column('territory', 'territoire', 'territory'),
  column('code', 'modalité', 'code'),
  column('code_label', 'libellé de la modalité', 'code label'),
  column('n', 'effectif', 'count', 'integer'),
  column('share', 'part de la base', 'share of the base', 'percent'),
  column('share_low', 'borne basse à 95 %', 'lower bound at 95%', 'percent'),
  column('share_high', 'borne haute à 95 %', 'upper bound at 95%', 'percent'),
  column('mention_share', 'part des mentions', 'share of the mentions', 'percent'),
  column('certainty', 'certitude', 'certainty'),
  column('reason', 'raison', 'reason'),
  column('base', 'base', 'base', 'integer'),
  column('effective_base', 'base efficace', 'effective base', 'decimal'),
  column('mean', 'moyenne de l’échelle', 'mean of the scale', 'decimal'),
  column('median', 'médiane de l’échelle', 'median of the scale', 'decimal'),
  column('base_rule', 'règle de la base', 'base rule'),
  column('provenance', 'provenance', 'provenance'),
  column('loads', 'chargements', 'loads'),
  column('discrepancies', 'écarts', 'discrepancies'),
])
const SMALL_BASE = 10

/**
 * A survey table, one cell a row, territory by territory and then all together. Answers known together whose split is not are a row of their own, with their codes
 * joined. Under a base of ten there are counts and no shares.
 */
export function surveyExport(
  table: SurveyTable,
  programme: Programme,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  const provenance = PROVENANCES[table.provenance][locale]
  const labels = new Map(table.codes.map(({ code, label }) => [code, label]))
  const cellsOf = (row: SurveyRow, own: SurveyColumn): Cell[][] => {
    const head = [
      table.question,
      row.item,
      row.label,
      own.territory === '' ? WHOLE[locale] : labelOf(programme.territories, own.territory, locale),
    ]
    const discrepancies = own.discrepancies.map((each) => each.message).join(' ')
    const scale = own.summary
    const tail = [
      own.base,
      own.effectiveBase,
      scale?.mean ?? null,
      scale?.median ?? null,
      own.baseRule,
      provenance,
      own.loads.join(' '),
      discrepancies || null,
    ]
    const small = (own.base ?? 0) < SMALL_BASE
    return [
      ...own.cells.map((cell) => [
        ...head,
        cell.code,
        cell.label,
        cell.n,
        small ? null : cell.share,
        cell.interval?.low ?? null,
        cell.interval?.high ?? null,
        small ? null : cell.mentionShare,
        CERTAINTIES[cell.certainty][locale],
        cell.reason,
        ...tail,
      ]),
      ...own.unsplit.map(({ codes, n, reason }) => [
        ...head,
        codes.join('|'),
        codes.map((code) => labels.get(code) ?? code).join(' + '),
        n,
        small || !own.base ? null : n / own.base,
        null,
        null,
        null,
        CERTAINTIES.certain[locale],
        reason,
        ...tail,
      ]),
    ]
  }
  const discrepancies = table.rows.flatMap((row) =>
    row.columns.flatMap((own) => own.discrepancies.map((each) => each.message)),
  )
  return {
    title: { fr: table.label, en: table.label },
    columns: COLUMNS,
    rows: table.rows.flatMap((row) => [...row.columns, row.whole].flatMap((own) => cellsOf(row, own))),
    notes: [
      note(
        'Demande',
        'Request',
        `questionnaire=${table.questionnaire}&rows=${table.question}&base=${table.base}`,
      ),
      ...table.filters.map((text) => note('Filtre', 'Filter', text)),
      note('Constat', 'Finding', table.finding),
      note(
        'Lecture',
        'How to read it',
        {
          fr: 'Une part est un nombre entre 0 et 1. Un effectif vide est inconnu, et « raison » dit pourquoi : ce n’est pas un zéro.',
          en: 'A share is a number between 0 and 1. An empty count is unknown, and “reason” says why: it is not a zero.',
        }[locale],
      ),
      ...table.notes.map((text) => note('Remarque', 'Remark', text)),
      ...[...new Set(discrepancies)].map((text) => note('Écart', 'Discrepancy', text)),
      note('Provenance', 'Provenance', provenance),
    ],
    snapshot,
  }
}
