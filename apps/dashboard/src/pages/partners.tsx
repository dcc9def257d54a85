import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { partners } from '../api/resources.ts'
import { session } from '../api/session.ts'
import { useInWords } from '../format/in-words.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import PartnerSection from '../partners/partner-section.tsx'
import { StrongSection } from '../partners/strong-section.tsx'
import { TwinsSection } from '../partners/twins-section.tsx'
import { Answered } from '../states/answered.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** The partner-scoring grids whole, with what is asked of them held by the address. */
export function PartnersPage() {
  const { t } = useTranslation()
  const inWords = useInWords()
  const { locale } = useLocale()
  const all = useQuery(partners(locale, { ...DEFAULT_QUERY, size: 1000 }))
  const role = useQuery(session(locale)).data?.data?.role
  const mayMerge = role === 'steward' || role === 'evaluator' || role === 'admin'
  return (
    <Answered query={all} lines={16}>
      {(whole) => (
        <>
          <PageHead
            name={t('page.partners')}
            finding={t('partners.lead', {
              engagements: formatCount(whole.total, locale),
              partners: formatCount(whole.partners, locale),
              count: whole.criteria.length,
              n: inWords(whole.criteria.length),
            })}
          />
          <Section id="strong" title={t('partners.strong')}>
            <StrongSection grid={whole} />
          </Section>
          <PartnerSection first={whole.total} titled />
          {mayMerge && (
            <Section id="twins" title={t('partners.twins')}>
              <TwinsSection grid={whole} />
            </Section>
          )}
        </>
      )}
    </Answered>
  )
}
