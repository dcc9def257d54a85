import { SegmentedControl } from '@mantine/core'
import type { SurveyTable } from '@retombees/contract/survey'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AnnouncedProvenance } from '../figure/announced-provenance.ts'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { asTitle, firstSentence } from '../format/sentences.ts'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { OptionBars } from './option-bars.tsx'
import style from './survey.module.css'
import { SurveyTableView } from './survey-table-view.tsx'
import { SurveyTranscription } from './survey-transcription.tsx'

const DivergingChart = lazy(() => import('./diverging-chart.tsx'))

interface SurveySectionProps {
  table: SurveyTable
  /** With everybody together, means and shares of mentions in the table. */
  full?: boolean
  /** What a page adds under the question. */
  children?: ReactNode
}

/** One question of a survey: the finding, one chart, the same as a table, the same in sentences. */
export function SurveySection({ table, full = false, children }: SurveySectionProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const title = `survey-${table.question}`
  const [finding, rest] = firstSentence(table.finding)
  return (
    <section className={style.section} aria-labelledby={title}>
      <h3 className={style.finding} id={title}>
        {set(asTitle(finding))}
      </h3>
      {rest !== '' && <p className={style.rest}>{set(rest)}</p>}
      <p className={style.asked}>
        {set(table.label)} <ProvenanceMark provenance={table.provenance} />
      </p>
      {table.filters.length > 0 && (
        <p className={style.asked}>{t('surveys.among', { filters: set(table.filters.join(' ; ')) })}</p>
      )}
      {table.refused !== null && (
        <p className={style.asked} data-refusal={table.refused.code}>
          {t(`surveys.refusal.${table.refused.code}`)} {t('surveys.instead')}
        </p>
      )}
      {table.refused === null && children}
      {table.rows.length > 0 && (
        <SegmentedControl
          className={`${style.toggle} screen-only`}
          size="xs"
          aria-label={t('survey.view')}
          value={view}
          onChange={(next) => setView(next === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: t('survey.chart') },
            { value: 'table', label: t('survey.table') },
          ]}
        />
      )}
      <AnnouncedProvenance value={table.provenance}>
        {table.rows.length === 0 ? null : view === 'table' ? (
          <SurveyTableView table={table} full={full} />
        ) : table.kind === 'scale' ? (
          <Suspense fallback={<LoadingLines lines={10} label={t('loading')} />}>
            <DivergingChart table={table} />
          </Suspense>
        ) : (
          <OptionBars table={table} />
        )}
      </AnnouncedProvenance>
      {table.kind === 'scale' && <SurveyTranscription table={table} />}
      {table.notes.length > 0 && (
        <ul className={style.notes}>
          {table.notes.map((note) => (
            <li key={note}>{set(note)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
