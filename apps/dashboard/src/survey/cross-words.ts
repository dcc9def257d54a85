import type { CrossTable } from '@retombees/contract/cross-table'
import { useTranslation } from 'react-i18next'
import { formatCount, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'

/** A cross table in sentences, one a column, for those who read rather than look. */
export function useCrossWords(table: CrossTable): string[] {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  return table.columns.codes.map((column) => {
    const parts = table.cells
      .filter((cell) => cell.column === column.code && cell.n > 0)
      .map((cell) => {
        const label = set(table.rows.codes.find(({ code }) => code === cell.row)?.label ?? cell.row)
        const n = formatCount(cell.n, locale)
        return cell.columnShare === null
          ? t('survey.segment', { label, n })
          : t('surveys.part', { label, n, share: formatPercent(cell.columnShare, locale, 0) })
      })
    return t('surveys.sentence', {
      column: set(column.label),
      n: formatCount(column.n, locale),
      count: column.n,
      parts: parts.join(' ; '),
    })
  })
}
