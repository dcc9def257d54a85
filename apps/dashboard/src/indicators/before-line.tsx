import type { Figure } from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'
import { changeBetween } from '../chart/previous.ts'
import { formatChange, formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import style from './indicators.module.css'

interface BeforeLineProps {
  now: Figure
  before: Figure
  period: string
}

/** What a figure was in the period before, and by how much it moved; nothing where one of the two is not known. */
export function BeforeLine({ now, before, period }: BeforeLineProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const change = changeBetween(now, before)
  if (change === null) return null
  return (
    <p className={style.needs}>
      {t('indicators.before', {
        period,
        before: formatValue(change.before, now.format, locale),
        change: formatChange(change.difference, now.format, locale),
      })}
    </p>
  )
}
