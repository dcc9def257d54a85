import type { SurveyColumn, SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { layOutBar, type Segment } from './diverging-layout.ts'

/** One block in words: « Plutôt d’accord, 19 », or the codes among which the print does not let us choose. */
export function useSegmentWords(table: SurveyTable): (segment: Segment) => string {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const labels = new Map(table.codes.map(({ code, label }) => [code, set(label)]))
  return (segment) => {
    const names = segment.codes.map((code) => labels.get(code) ?? code)
    const n = formatCount(segment.n, locale)
    return segment.known
      ? t('survey.segment', { label: names.join(', '), n })
      : t('survey.unknown_segment', { labels: names.join(', '), n })
  }
}

/** A column in one sentence, in the order of the bar, for those who read rather than look. */
export function useColumnWords(table: SurveyTable): (column: SurveyColumn) => string {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const words = useSegmentWords(table)
  return (column) => {
    const bar = layOutBar(column, table.codes)
    if (bar === null) return t('survey.no_base')
    return t('survey.sentence', {
      base: formatCount(bar.base, locale),
      parts: bar.segments.map(words).join(' ; '),
    })
  }
}

/** A table in sentences: one for each item and territory, then what may be claimed of their difference. */
export function useTableWords(table: SurveyTable): string[] {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const words = useColumnWords(table)
  return table.rows.flatMap((row) => [
    ...row.columns.map((column) => {
      const said = t('survey.of_territory', {
        territory: territoryOf(column.territory).label,
        words: words(column),
      })
      return table.rows.length > 1 ? t('survey.of_item', { item: set(row.label), words: said }) : said
    }),
    ...(row.comparison === null ? [] : [set(row.comparison.sentence)]),
  ])
}
