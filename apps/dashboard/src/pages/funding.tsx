import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { funding } from '../api/resources.ts'
import { formatEuros } from '../format/number.ts'
import { FundingSection } from '../funding/funding-section.tsx'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** The financing plan, by funder, territory and year. */
export function FundingPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const plan = useQuery(funding(locale))
  return (
    <Answered query={plan} lines={12}>
      {(table) => (
        <>
          <PageHead
            name={t('page.funding')}
            finding={t('funding.page_finding', {
              total: formatEuros(table.total, locale),
              from: table.years[0],
              to: table.years.at(-1),
              count: table.byFunder.length,
            })}
          />
          <Section id="plan" title={t('committee.funding')}>
            <FundingSection table={table} />
          </Section>
        </>
      )}
    </Answered>
  )
}
