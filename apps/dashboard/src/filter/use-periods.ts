import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'

/** The civil years and the school years of the programme, then the periods that it names. */
export function usePeriods(): { id: string; label: string }[] {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { data } = useQuery(programme(locale))
  const periods = data?.data.periods ?? []
  if (periods.length === 0) return []
  const first = Math.min(...periods.map(({ start }) => Number(start.slice(0, 4))))
  const last = Math.max(...periods.map(({ end }) => Number(end.slice(0, 4))))
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return [
    ...years.map((year) => ({ id: String(year), label: String(year) })),
    ...years.slice(0, -1).map((year) => {
      const id = `${year}-${year + 1}`
      return { id, label: t('filter.school_year', { year: id }) }
    }),
    ...periods.map(({ id, label }) => ({ id, label })),
  ]
}

/** The name of a period as a reader says it. */
export function usePeriodName(): (id: string) => string {
  const { t } = useTranslation()
  const periods = usePeriods()
  return (id) =>
    periods.find((period) => period.id === id)?.label ??
    (/^\d{4}-\d{4}$/.test(id) ? t('filter.school_year', { year: id }) : id.replace('..', ' – '))
}
