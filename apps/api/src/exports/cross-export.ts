import type { CrossBlock, CrossTable, CrossTest } from '@retombees/contract/cross-table'
import type { Locale } from '@retombees/contract/localized'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import { type Cell, column, type ExportTable, note } from './export-table.ts'
import { PROVENANCES } from './words.ts'

const COLUMNS = Object.freeze([
  column('row_item', 'question en lignes', 'row question'),
  column('row_label', 'libellé en lignes', 'row label'),
  column('column_item', 'question en colonnes', 'column question'),
  column('column_label', 'libellé en colonnes', 'column label'),
  column('row_code', 'modalité en lignes', 'row code'),
  column('row_code_label', 'libellé de la modalité en lignes', 'row code label'),
  column('column_code', 'modalité en colonnes', 'column code'),
  column('column_code_label', 'libellé de la modalité en colonnes', 'column code label'),
  column('n', 'effectif', 'count', 'integer'),
  column('column_base', 'base de la colonne', 'column base', 'integer'),
  column('column_effective_base', 'base efficace de la colonne', 'column effective base', 'decimal'),
  column('column_share', 'part de la colonne', 'column share', 'percent'),
  column('column_share_low', 'borne basse à 95 %', 'lower bound at 95%', 'percent'),
  column('column_share_high', 'borne haute à 95 %', 'upper bound at 95%', 'percent'),
  column('row_base', 'base de la ligne', 'row base', 'integer'),
  column('row_share', 'part de la ligne', 'row share', 'percent'),
  column('residual', 'résidu ajusté', 'adjusted residual', 'decimal'),
  column('table_n', 'base du tableau', 'table base', 'integer'),
  column('test', 'test', 'test'),
  column('p_value', 'p', 'p', 'decimal'),
  column('p_adjusted', 'p corrigée (Holm)', 'adjusted p (Holm)', 'decimal'),
  column('claim', 'ce qui peut être dit', 'what may be said'),
  column('refused', 'refus', 'refusal'),
  column('base_rule', 'règle de la base', 'base rule'),
  column('provenance', 'provenance', 'provenance'),
  column('loads', 'chargements', 'loads'),
])

/** Cross tables, one cell a row; a table that is refused is one row with its reason. */
export function crossExport(block: CrossBlock, snapshot: SnapshotStamp, locale: Locale): ExportTable {
  const provenance = (table: CrossTable) => table.provenance && PROVENANCES[table.provenance][locale]
  const rowsOf = (table: CrossTable): Cell[][] => {
    const head = [table.rows.item, table.rows.label, table.columns.item, table.columns.label]
    const tail = [
      table.refused?.reason ?? null,
      table.baseRule,
      provenance(table),
      table.loads.join(' ') || null,
    ]
    if (table.refused)
      return [[...head, ...Array<null>(13).fill(null), table.n, null, null, null, null, ...tail]]
    const rows = new Map(table.rows.codes.map((each) => [each.code, each]))
    const columns = new Map(table.columns.codes.map((each) => [each.code, each]))
    return table.cells.map((cell) => {
      const [row, own] = [rows.get(cell.row), columns.get(cell.column)]
      const test = testOf(table, row?.label)
      return [
        ...head,
        cell.row,
        row?.label ?? null,
        cell.column,
        own?.label ?? null,
        cell.n,
        own?.n ?? null,
        own?.effectiveBase ?? null,
        cell.columnShare,
        cell.interval?.low ?? null,
        cell.interval?.high ?? null,
        row?.n ?? null,
        cell.rowShare,
        cell.residual,
        table.n,
        test?.name ?? null,
        test?.pValue ?? null,
        test?.adjusted ?? null,
        test?.sentence ?? null,
        ...tail,
      ]
    })
  }
  const [first] = block.tables
  const title = `${first?.rows.label ?? block.rows} × ${first?.columns.label ?? block.columns}`
  const used = [...new Set(block.tables.map(provenance))].filter((each) => each !== null)
  return {
    title: { fr: title, en: title },
    columns: COLUMNS,
    rows: block.tables.flatMap(rowsOf),
    notes: [
      note(
        'Demande',
        'Request',
        `questionnaire=${block.questionnaire}&rows=${block.rows}&columns=${block.columns}&base=${block.base}`,
      ),
      ...block.filters.map((text) => note('Filtre', 'Filter', text)),
      note('Constat', 'Finding', block.finding),
      ...block.tables.flatMap(({ tests, rows }) =>
        tests.map(({ name, option, why }) =>
          note('Test', 'Test', `${option ?? rows.label} : ${name}. ${why}`),
        ),
      ),
      ...block.notes.map((text) => note('Remarque', 'Remark', text)),
      note('Provenance', 'Provenance', used.join(', ') || '–'),
    ],
    snapshot,
  }
}

/** The test that a cell goes with: its option's own, or the table's. */
function testOf({ tests }: CrossTable, option: string | undefined): CrossTest | undefined {
  return (
    tests.find((test) => test.option === option) ?? tests.find((test) => test.primary && test.option === null)
  )
}
