import type { Breakdown } from '@retombees/contract/breakdown'
import { useTranslation } from 'react-i18next'
import { formatPercent } from '../format/number.ts'
import { formatChange, formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { changeBetween } from './previous.ts'

/** The whole against the period before, in a sentence; why it cannot be said where one of the two is not known. Null without a period before. */
export function useAgainst(table: Breakdown, before: Breakdown | undefined, period: string): string | null {
  const { t } = useTranslation()
  const { locale } = useLocale()
  if (before === undefined) return null
  const change = changeBetween(table.total, before.total)
  if (change === null) return t('chart.against_unknown', { period })
  const { format } = table.total
  const difference = formatChange(change.difference, format, locale)
  return t('chart.against', {
    period,
    before: formatValue(change.before, format, locale),
    change:
      change.ratio === null || format === 'percent'
        ? difference
        : t('chart.against_ratio', {
            difference,
            ratio: `${change.ratio < 0 ? '−' : '+'}${formatPercent(Math.abs(change.ratio), locale, 0)}`,
          }),
  })
}
