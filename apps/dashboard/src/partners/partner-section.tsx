import { DEFAULT_QUERY, encodeQuery } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { partners } from '../api/resources.ts'
import { Downloads } from '../download/downloads.tsx'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { useInWords } from '../format/in-words.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { PartnerFilters } from './partner-filters.tsx'
import { PartnerSummary } from './partner-summary.tsx'
import { PartnerTable } from './partner-table.tsx'
import style from './partners.module.css'
import { useQueryInUrl } from './use-query.ts'

interface PartnerSectionProps {
  /** Rows shown before the reader asks for the others. */
  first?: number
  /** Whether the page has said the title already. */
  titled?: boolean
}

/** The partner-scoring grids: filters held by the URL, one row an engagement, every score printed. */
export default function PartnerSection({ first = 12, titled = false }: PartnerSectionProps) {
  const { t } = useTranslation()
  const inWords = useInWords()
  const { locale, set } = useLocale()
  const [query, change] = useQueryInUrl()
  const all = useQuery(partners(locale, DEFAULT_QUERY))
  const grid = useQuery(partners(locale, query))
  return (
    <Answered query={all} lines={12}>
      {(whole) => (
        <>
          {!titled && (
            <h3 className={style.lead}>
              {t('partners.lead', {
                engagements: formatCount(whole.total, locale),
                partners: formatCount(whole.partners, locale),
                count: whole.criteria.length,
                n: inWords(whole.criteria.length),
              })}{' '}
              <ProvenanceMark provenance={whole.provenance} />
            </h3>
          )}
          <PartnerSummary grid={whole} />
          <p className={style.note}>{set(whole.note)}</p>
          <div className="screen-only">
            <Downloads path="partners" search={encodeQuery(query)} of={t('partners.table')} />
            <PartnerFilters query={query} change={change} whole={whole} />
            <Answered query={grid} lines={12}>
              {(shown) => (
                <PartnerTable
                  grid={shown}
                  whole={whole}
                  query={query}
                  change={change}
                  first={first}
                  stale={grid.isPlaceholderData}
                />
              )}
            </Answered>
            {whole.warnings.length > 0 && (
              <details className={style.warnings}>
                <summary>{t('partners.warnings', { count: whole.warnings.length })}</summary>
                <ul>
                  {whole.warnings.map((warning) => (
                    <li key={warning}>{set(warning)}</li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        </>
      )}
    </Answered>
  )
}
