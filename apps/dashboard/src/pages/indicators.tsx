import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { indicators } from '../api/resources.ts'
import { Downloads } from '../download/downloads.tsx'
import { useLocale } from '../i18n.ts'
import { IndicatorSheetCard } from '../indicators/indicator-sheet-card.tsx'
import { matches } from '../indicators/matches.ts'
import { isMeasured } from '../questions/measured.ts'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

/** The sheet of every indicator: how it is computed, who speaks, what it lacks, which version is in force. */
export function IndicatorsPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const [words, setWords] = useState('')
  const all = useQuery(indicators(locale))
  return (
    <Answered query={all} lines={16}>
      {(results) => {
        const shown = results.filter((result) => matches(result, words))
        return (
          <>
            <PageHead
              name={t('page.indicators')}
              finding={t('indicators.finding', {
                count: results.filter(isMeasured).length,
                of: results.length,
              })}
            >
              <Downloads path="indicators" of={t('page.indicators')} />
            </PageHead>
            <search className={style.search}>
              <label htmlFor="indicator-words">{t('indicators.search')}</label>
              <input
                id="indicator-words"
                type="search"
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
              <span role="status" className={style.soft}>
                {t('indicators.shown', { count: shown.length })}
              </span>
            </search>
            {shown.map((result) => (
              <IndicatorSheetCard key={result.sheet.id} result={result} />
            ))}
          </>
        )
      }}
    </Answered>
  )
}
