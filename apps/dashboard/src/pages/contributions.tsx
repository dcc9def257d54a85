import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ledger } from '../api/field.ts'
import { Bars } from '../chart/bars.tsx'
import { Columns } from '../chart/columns.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { FieldPart } from '../chart/field-part.tsx'
import { HeatMap } from '../chart/heat-map.tsx'
import { LedgerView } from '../contributions/ledger-view.tsx'
import { FilterBar } from '../filter/filter-bar.tsx'
import { useLocale } from '../i18n.ts'
import { useQueryInUrl } from '../partners/use-query.ts'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** What residents proposed and what became of it: first in plain words, for themselves; then by theme, for those who evaluate. */
export function ContributionsPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const [query, change] = useQueryInUrl()
  const answer = useQuery(ledger(locale, query))
  const asked = { topic: 'contributions', query } as const
  return (
    <>
      <PageHead name={t('page.contributions')} finding={t('contributions.finding')}>
        <p className={style.lead}>{t('contributions.lead')}</p>
      </PageHead>
      <FilterBar
        filters={['territory', 'centre', 'period', 'area']}
        codes="attendances"
        query={query}
        change={change}
      />
      <Section id="ideas" title={t('contributions.plain')}>
        <Answered query={answer} lines={10}>
          {(read) => <LedgerView ledger={read} />}
        </Answered>
      </Section>
      <Section id="outcomes" title={t('contributions.outcomes')}>
        <FieldPart source={{ ...asked, measure: 'proposals', rows: 'outcome' }}>
          <FieldChart
            asked={{ ...asked, measure: 'proposals', rows: 'outcome', columns: 'territory' }}
            drawing={Bars}
          />
          <FieldChart
            asked={{ ...asked, measure: 'proposals', rows: 'area', columns: 'outcome' }}
            drawing={Bars}
          />
          <FieldChart
            asked={{ ...asked, measure: 'proposals', rows: 'quarter', columns: 'territory' }}
            drawing={Columns}
          />
          <FieldChart asked={{ ...asked, measure: 'adopted', rows: 'prototype' }} drawing={Bars} />
        </FieldPart>
      </Section>
      <Section id="voices" title={t('contributions.voices')}>
        <FieldPart source={{ ...asked, measure: 'voices', rows: 'sequence' }}>
          <FieldChart
            asked={{ ...asked, measure: 'voices', rows: 'sequence', columns: 'category' }}
            drawing={HeatMap}
          />
          <FieldChart
            asked={{ ...asked, measure: 'voices', rows: 'theme', columns: 'audience' }}
            drawing={Bars}
          />
        </FieldPart>
      </Section>
    </>
  )
}
