import type { AxisValue } from '@retombees/contract/breakdown'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { session } from '../api/session.ts'
import { Bars } from '../chart/bars.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { useLocale } from '../i18n.ts'
import { RateChart } from '../kiosks/rate-chart.tsx'
import { CentreIntervals } from './centre-intervals.tsx'
import style from './centre-section.module.css'

/** What is known centre by centre, each in a tint of its territory; the viewer's own in bold. Counts depend on size: they are no ranking. */
export function CentreSection() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { data } = useQuery(session(locale))
  const scope = data?.data?.scope
  const own = ({ key, territory }: AxisValue) =>
    scope?.centre === undefined
      ? scope?.territory === territory && territory !== undefined
      : scope.centre === key
  const query = DEFAULT_QUERY
  return (
    <>
      <p className={style.note}>{t('territories.centres_lead')}</p>
      <CentreIntervals own={own} />
      <div className={style.multiples}>
        <FieldChart
          asked={{ topic: 'workshops', measure: 'participations', rows: 'centre', query }}
          drawing={Bars}
          own={own}
        />
        <FieldChart
          asked={{ topic: 'workshops', measure: 'held', rows: 'centre', query }}
          drawing={Bars}
          own={own}
        />
        <FieldChart
          asked={{ topic: 'reception', measure: 'help', rows: 'centre', query }}
          drawing={Bars}
          own={own}
        />
        <FieldChart
          asked={{ topic: 'contributions', measure: 'proposals', rows: 'centre', query }}
          drawing={Bars}
          own={own}
        />
        <RateChart rate="sessions-per-hour" query={query} own={own} />
        <RateChart rate="availability" query={query} own={own} />
      </div>
    </>
  )
}
