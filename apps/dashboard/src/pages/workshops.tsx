import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fieldTable } from '../api/breakdowns.ts'
import { Bars } from '../chart/bars.tsx'
import { Columns } from '../chart/columns.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { FieldPart } from '../chart/field-part.tsx'
import { FilterBar } from '../filter/filter-bar.tsx'
import { TIMES, TimeChoice } from '../filter/time-choice.tsx'
import { useLocale } from '../i18n.ts'
import { useQueryInUrl } from '../partners/use-query.ts'
import { FlowSection } from '../workshops/flow-section.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** Who came to the workshops, to which, where and when: sheets and head counts side by side, never added. */
export function WorkshopsPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const [query, change] = useQueryInUrl()
  const time = TIMES.find((each) => each === query.by) ?? 'quarter'
  const kinds = useQuery(
    fieldTable(locale, { topic: 'workshops', measure: 'participations', rows: 'kind', query }),
  )
  const asked = { topic: 'workshops', query } as const
  const heads = useQuery(fieldTable(locale, { ...asked, measure: 'head-counts', rows: 'kind' }))
  const finding = kinds.data?.data.title || heads.data?.data.title || t('workshops.none')
  return (
    <>
      <PageHead name={t('page.workshops')} finding={set(finding)}>
        <p className={style.lead}>{t('workshops.lead')}</p>
      </PageHead>
      <FilterBar
        filters={['territory', 'centre', 'period', 'kind', 'gender', 'age', 'area']}
        codes="attendances"
        query={query}
        change={change}
      />
      <FieldPart source={{ ...asked, measure: 'participations', rows: 'kind' }}>
        <Section id="participation" title={t('workshops.participation')}>
          <FieldChart
            asked={{ ...asked, measure: 'participations', rows: 'kind', columns: 'territory' }}
            drawing={Bars}
          />
          <FieldChart asked={{ ...asked, measure: 'persons', rows: 'kind' }} drawing={Bars} />
        </Section>
        <Section id="time" title={t('workshops.time')}>
          <TimeChoice chosen={time} choose={(by) => change({ by: by === 'quarter' ? '' : by })} />
          <FieldChart
            asked={{ ...asked, measure: 'participations', rows: time, columns: 'territory' }}
            drawing={Columns}
          />
        </Section>
        <Section id="who" title={t('workshops.who')}>
          <FieldChart
            asked={{ ...asked, measure: 'participations', rows: 'age', columns: 'gender' }}
            drawing={Bars}
          />
          <FieldChart asked={{ ...asked, measure: 'persons', rows: 'gender' }} drawing={Bars} />
        </Section>
        <Section id="where" title={t('workshops.where')}>
          <FieldChart asked={{ ...asked, measure: 'participations', rows: 'centre' }} drawing={Bars} />
          <FieldChart asked={{ ...asked, measure: 'participations', rows: 'area' }} drawing={Bars} />
        </Section>
      </FieldPart>
      <Section id="calendar" title={t('workshops.calendar')}>
        <FieldPart source={{ ...asked, measure: 'calendar', rows: 'status' }}>
          <FieldChart
            asked={{ ...asked, measure: 'held', rows: time, columns: 'territory' }}
            drawing={Columns}
          />
          <FieldChart asked={{ ...asked, measure: 'held', rows: 'kind' }} drawing={Bars} />
          <FieldChart asked={{ ...asked, measure: 'calendar', rows: 'status' }} drawing={Bars} />
        </FieldPart>
      </Section>
      <Section id="flows" title={t('workshops.flows')}>
        <FlowSection query={query} />
      </Section>
      <Section id="margins" title={t('workshops.margins')}>
        <p className={style.lead}>{t('workshops.margins_lead')}</p>
        <FieldPart source={{ ...asked, measure: 'head-counts', rows: 'kind' }}>
          <FieldChart
            asked={{ ...asked, measure: 'head-counts', rows: 'kind', columns: 'territory' }}
            drawing={Bars}
          />
          <FieldChart asked={{ ...asked, measure: 'head-counts', rows: 'centre' }} drawing={Bars} />
          <FieldChart asked={{ ...asked, measure: 'head-counts', rows: 'gender' }} drawing={Bars} />
          <FieldChart asked={{ ...asked, measure: 'head-counts', rows: 'age' }} drawing={Bars} />
          <FieldChart
            asked={{ ...asked, measure: 'head-counts', rows: 'age', columns: 'gender' }}
            drawing={Bars}
          />
        </FieldPart>
      </Section>
    </>
  )
}
