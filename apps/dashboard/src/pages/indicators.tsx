import { periodBefore } from '@retombees/contract/period'
import type { Dimension } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { indicatorSearch, indicatorsOf } from '../api/resources.ts'
import { Downloads } from '../download/downloads.tsx'
import { FilterBar } from '../filter/filter-bar.tsx'
import { usePeriodName } from '../filter/use-periods.ts'
import { useLocale } from '../i18n.ts'
import { IndicatorSheetCard } from '../indicators/indicator-sheet-card.tsx'
import { matches } from '../indicators/matches.ts'
import { useQueryInUrl } from '../partners/use-query.ts'
import { isMeasured } from '../questions/measured.ts'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

const SPLITS: readonly Dimension[] = [
  'territory',
  'centre',
  'school-year',
  'quarter',
  'gender',
  'age',
  'kind',
  'area',
]

/** The sheet of every indicator: how it is computed, who speaks, what it lacks, which version is in force; for the part asked for. */
export function IndicatorsPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const [query, change] = useQueryInUrl()
  const nameOf = usePeriodName()
  const all = useQuery(indicatorsOf(locale, query))
  const earlier = periodBefore(query.period)
  const past = useQuery({
    ...indicatorsOf(locale, { ...query, by: '', period: earlier ?? '' }),
    enabled: earlier !== null,
  })
  const search = indicatorSearch(query)
  return (
    <Answered query={all} lines={16}>
      {(results) => {
        const shown = results.filter((result) => matches(result, query.search))
        return (
          <>
            <PageHead
              name={t('page.indicators')}
              finding={t('indicators.finding', {
                count: results.filter(isMeasured).length,
                of: results.length,
              })}
            >
              <Downloads
                path="indicators"
                search={new URLSearchParams(search).toString()}
                of={t('page.indicators')}
              />
            </PageHead>
            <FilterBar
              filters={['territory', 'centre', 'period', 'gender', 'age', 'area']}
              codes="attendances"
              query={query}
              change={change}
              splits={SPLITS}
            />
            <search className={style.search}>
              <label htmlFor="indicator-words">{t('indicators.search')}</label>
              <input
                id="indicator-words"
                type="search"
                value={query.search}
                onChange={(event) => change({ search: event.currentTarget.value })}
              />
              <span role="status" className={style.soft}>
                {t('indicators.shown', { count: shown.length })}
              </span>
            </search>
            {shown.map((result) => (
              <IndicatorSheetCard
                key={result.sheet.id}
                result={result}
                search={search}
                before={
                  earlier === null
                    ? null
                    : {
                        period: nameOf(earlier),
                        result: past.data?.data.find(({ sheet }) => sheet.id === result.sheet.id),
                      }
                }
              />
            ))}
          </>
        )
      }}
    </Answered>
  )
}
