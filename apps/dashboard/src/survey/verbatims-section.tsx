import { useDebouncedCallback } from '@mantine/hooks'
import type { VerbatimPage } from '@retombees/contract/verbatim'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Downloads } from '../download/downloads.tsx'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import type { SurveyAsked } from './use-survey-query.ts'
import { VerbatimCard } from './verbatim-card.tsx'
import style from './verbatims.module.css'

interface VerbatimsSectionProps {
  page: VerbatimPage
  asked: SurveyAsked
  change: (part: Partial<SurveyAsked>) => void
  /** Whether this viewer may give themes. */
  codes: boolean
  /** The query of the export: what is on screen, every page of it. */
  search: string
}

/** The free answers to a question: searched, and ranged under themes by an evaluator. */
export function VerbatimsSection({ page, asked, change, codes, search }: VerbatimsSectionProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const ids = useId()
  const [words, setWords] = useState(asked.search)
  const look = useDebouncedCallback((text: string) => change({ search: text.trim(), page: 1 }), 250)
  useEffect(() => setWords(asked.search), [asked.search])
  const last = Math.max(1, Math.ceil(page.matching / page.size))
  return (
    <section className={style.section} aria-labelledby={`${ids}-title`}>
      <h3 id={`${ids}-title`}>{t('surveys.verbatims')}</h3>
      <search className={`${style.tools} screen-only`}>
        <div>
          <label htmlFor={`${ids}-words`}>{t('surveys.search')}</label>
          <input
            id={`${ids}-words`}
            type="search"
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value)
              look(event.currentTarget.value)
            }}
          />
        </div>
        {page.themes.length > 0 && (
          <div>
            <label htmlFor={`${ids}-theme`}>{t('surveys.theme')}</label>
            <select
              id={`${ids}-theme`}
              value={asked.theme}
              onChange={(event) => change({ theme: event.currentTarget.value, page: 1 })}
            >
              <option value="">{t('surveys.every_theme')}</option>
              {page.themes.map(({ theme, n }) => (
                <option key={theme} value={theme}>
                  {`${theme} (${formatCount(n, locale)})`}
                </option>
              ))}
            </select>
          </div>
        )}
      </search>
      <p className={style.count} aria-live="polite">
        {t('surveys.matching', {
          count: page.matching,
          n: formatCount(page.matching, locale),
          total: formatCount(page.total, locale),
        })}{' '}
        {page.provenance !== null && <ProvenanceMark provenance={page.provenance} />}
      </p>
      {page.filters.length > 0 && (
        <p className={style.count}>{t('surveys.among', { filters: set(page.filters.join(' ; ')) })}</p>
      )}
      {codes && <p className={style.count}>{t('surveys.coding_help')}</p>}
      <datalist id={`${ids}-themes`}>
        {page.themes.map(({ theme }) => (
          <option key={theme} value={theme} />
        ))}
      </datalist>
      <ol className={style.list}>
        {page.verbatims.map((verbatim) => (
          <VerbatimCard
            key={`${verbatim.load}/${verbatim.row}`}
            verbatim={verbatim}
            questionnaire={page.questionnaire}
            question={page.question}
            themes={`${ids}-themes`}
            codes={codes}
          />
        ))}
      </ol>
      {last > 1 && (
        <nav className={style.pages} aria-label={t('surveys.pages')}>
          <button type="button" disabled={page.page <= 1} onClick={() => change({ page: page.page - 1 })}>
            {t('surveys.previous')}
          </button>
          <span>{t('surveys.page', { page: page.page, last })}</span>
          <button type="button" disabled={page.page >= last} onClick={() => change({ page: page.page + 1 })}>
            {t('surveys.next')}
          </button>
        </nav>
      )}
      <Downloads
        path={`surveys/${page.questionnaire}/verbatims`}
        search={search}
        of={t('surveys.verbatims')}
      />
    </section>
  )
}
