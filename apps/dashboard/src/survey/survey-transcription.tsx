import type { SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import style from './survey.module.css'
import { useColumnWords } from './survey-words.ts'

/** The chart in sentences. */
export function SurveyTranscription({ table }: { table: SurveyTable }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const words = useColumnWords(table)
  return (
    <details className={`${style.transcription} screen-only`}>
      <summary>{t('survey.in_words')}</summary>
      <dl>
        {table.rows.map((row) => (
          <div key={row.item}>
            <dt>{set(row.label)}</dt>
            {row.columns.map((column) => (
              <dd key={column.territory}>
                {t('survey.of_territory', {
                  territory: territoryOf(column.territory).label,
                  words: words(column),
                })}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  )
}
