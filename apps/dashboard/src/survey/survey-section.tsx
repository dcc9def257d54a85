import type { SurveyTable } from '@retombees/contract/survey'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { firstSentence } from '../format/sentences.ts'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import style from './survey.module.css'
import { SurveyTableView } from './survey-table-view.tsx'
import { useTableWords } from './survey-words.ts'

const SurveyDrawing = lazy(() => import('./survey-drawing.tsx'))

interface SurveySectionProps {
  table: SurveyTable
  /** With everybody together, means and shares of mentions in the table. */
  full?: boolean
  /** The query string of the export that holds what is drawn. */
  search: string
}

/** One question of a survey in the common frame; where nothing can be counted, why, and what to ask instead. */
export function SurveySection({ table, full = false, search }: SurveySectionProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const words = useTableWords(table)
  const [finding, rest] = firstSentence(table.finding)
  const among = table.filters.length > 0 ? t('surveys.among', { filters: table.filters.join(' ; ') }) : ''
  if (table.refused !== null || table.rows.length === 0) {
    return (
      <section className={style.section} aria-label={set(table.label)}>
        <h3 className={style.finding}>{set(finding)}</h3>
        {rest !== '' && <p className={style.rest}>{set(rest)}</p>}
        <p className={style.asked}>{set(table.label)}</p>
        {among !== '' && <p className={style.asked}>{set(among)}</p>}
        {table.refused !== null && (
          <p className={style.asked} data-refusal={table.refused.code}>
            {t(`surveys.refusal.${table.refused.code}`)} {t('surveys.instead')}
          </p>
        )}
      </section>
    )
  }
  const isScale = table.kind === 'scale'
  const units = isScale ? t('survey.units') : t('survey.option_units')
  return (
    <ChartFrame
      name={`survey-${table.question}`}
      title={finding}
      base={[rest, table.label, among, units].filter((part) => part !== '').join(' ')}
      provenance={table.provenance}
      reading={isScale ? t('survey.scale_reading') : t('survey.option_reading')}
      words={words}
      notes={table.notes}
      table={<SurveyTableView table={table} full={full} />}
      download={{ path: `surveys/${table.questionnaire}/tables`, search }}
    >
      <Suspense fallback={<LoadingLines lines={10} label={t('loading')} />}>
        <SurveyDrawing table={table} name={set(table.label)} />
      </Suspense>
    </ChartFrame>
  )
}
