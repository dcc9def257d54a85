import { faceOf } from '@retombees/contract/role'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fieldTable } from '../api/breakdowns.ts'
import { session } from '../api/session.ts'
import { Bars } from '../chart/bars.tsx'
import { Columns } from '../chart/columns.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { FieldPart } from '../chart/field-part.tsx'
import { HeatMap } from '../chart/heat-map.tsx'
import { FilterBar } from '../filter/filter-bar.tsx'
import { useLocale } from '../i18n.ts'
import { CafSection } from '../kiosks/caf-section.tsx'
import { RateChart } from '../kiosks/rate-chart.tsx'
import { useQueryInUrl } from '../partners/use-query.ts'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** What the kiosks log, what reception writes down and when the centres are open: three sources, side by side. */
export function KiosksPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const [query, change] = useQueryInUrl()
  const sites = useQuery(fieldTable(locale, { topic: 'kiosks', measure: 'sessions', rows: 'site', query }))
  const { data } = useQuery(session(locale))
  const role = data?.data?.role
  const isInside = role !== undefined && faceOf(role) !== 'published'
  const log = { topic: 'kiosks', query } as const
  const register = { topic: 'reception', query } as const
  return (
    <>
      <PageHead name={t('page.kiosks')} finding={set(sites.data?.data.title || t('kiosks.none'))}>
        <p className={style.lead}>{t('kiosks.lead')}</p>
      </PageHead>
      <FilterBar
        filters={['territory', 'centre', 'period']}
        codes="reception_visits"
        query={query}
        change={change}
      />
      <Section id="log" title={t('kiosks.log')}>
        <FieldPart source={{ ...log, measure: 'sessions', rows: 'site' }}>
          <FieldChart
            asked={{ ...log, measure: 'sessions', rows: 'weekday', columns: 'hour' }}
            drawing={HeatMap}
          />
          <FieldChart asked={{ ...log, measure: 'sessions', rows: 'site' }} drawing={Bars} />
          <FieldChart
            asked={{ ...log, measure: 'sessions', rows: 'month', columns: 'territory' }}
            drawing={Columns}
          />
          <FieldChart asked={{ ...log, measure: 'sessions', rows: 'centre' }} drawing={Bars} />
        </FieldPart>
      </Section>
      <Section id="outages" title={t('kiosks.outages')}>
        <RateChart rate="availability" query={query} />
        <RateChart rate="sessions-per-hour" query={query} />
        <RateChart rate="installed" query={query} />
        <FieldPart source={{ ...log, measure: 'outages', rows: 'reason' }}>
          <FieldChart asked={{ ...log, measure: 'outages', rows: 'reason' }} drawing={Bars} />
        </FieldPart>
      </Section>
      <Section id="reception" title={t('kiosks.reception')}>
        <p className={style.lead}>{t('kiosks.reception_lead')}</p>
        <FieldPart source={{ ...register, measure: 'passages', rows: 'kind' }}>
          <FieldChart
            asked={{ ...register, measure: 'passages', rows: 'kind', columns: 'territory' }}
            drawing={Bars}
          />
          <FieldChart asked={{ ...register, measure: 'help', rows: 'procedure' }} drawing={Bars} />
          <FieldChart asked={{ ...register, measure: 'help', rows: 'autonomy' }} drawing={Bars} />
          <FieldChart
            asked={{ ...register, measure: 'redirections', rows: 'redirected-to' }}
            drawing={Bars}
          />
          <FieldChart
            asked={{ ...register, measure: 'redirections', rows: 'redirection-reason' }}
            drawing={Bars}
          />
          <FieldChart
            asked={{ ...register, measure: 'passages', rows: 'age', columns: 'gender' }}
            drawing={Bars}
          />
        </FieldPart>
      </Section>
      {isInside && (
        <Section id="caf" title={t('kiosks.caf')}>
          <CafSection />
        </Section>
      )}
    </>
  )
}
