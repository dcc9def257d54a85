import { type Figure, isKnown } from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'
import { formatFraction, formatInterval, formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'

/** A figure as a screen reader should say it: value, counts, base, interval, provenance; or why there is none. */
export function useFigureWords(): (figure: Figure) => string {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  return (figure) => {
    if (!isKnown(figure)) return `${t(`absence.${figure.state}`)}. ${set(figure.reason)}`
    const fraction = formatFraction(figure, locale)
    const small = figure.format === 'percent' && figure.smallBase
    const parts = [
      ...(small ? [] : [formatValue(figure.value, figure.format, locale)]),
      ...(fraction === null ? [] : [fraction.replace('/', ` ${t('figure.out_of')} `)]),
      t(`base.${figure.base.kind}`, { count: figure.base.n }),
      ...(figure.interval === null
        ? []
        : [t('figure.interval_words', { interval: formatInterval(figure.interval, figure.format, locale) })]),
      t(`provenance.${figure.provenance}`),
    ]
    return parts.join(', ')
  }
}
