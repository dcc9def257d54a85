import type { Breakdown } from '@retombees/contract/breakdown'
import { useTranslation } from 'react-i18next'
import { useFigureWords } from '../figure/figure-words.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'

/** A breakdown in sentences, one a cell, for those who read rather than look. */
export function useBreakdownWords(table: Breakdown): string[] {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const words = useFigureWords()
  const labelOf = (axis: Breakdown['columns'], key: string | null) =>
    axis?.values.find((value) => value.key === key)?.label
  const dated = table.annotations.map(({ date, label }) =>
    t('chart.dated', { date: formatDate(date, locale), label: set(label) }),
  )
  const target = table.target === null ? [] : [t('chart.target', { label: set(table.target.label) })]
  const cells = table.cells.map(({ row, column, figure }) => {
    const place = [labelOf(table.rows, row), labelOf(table.columns, column)]
    return t('chart.sentence', {
      place: set(place.filter((part) => part !== undefined).join(', ')),
      words: words(figure),
    })
  })
  return [...cells, ...target, ...dated]
}
