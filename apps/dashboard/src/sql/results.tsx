import { SqlFormat } from '@retombees/contract/sql'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { takeAway } from '../api/sql.ts'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { Refusal } from './refusal.tsx'
import style from './sql.module.css'
import type { Run } from './use-run.ts'

const ResultsTable = lazy(() => import('./results-table.tsx'))
const QuickChart = lazy(() => import('./quick-chart.tsx'))

/** What came of the last run: rows, a chart of them and files of all of them, or why there are none. */
export function Results({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const file = useMutation({
    mutationFn: async (format: SqlFormat) => {
      if (run.request === undefined) return
      const { sql, parameters } = run.request
      await takeAway({ sql, parameters, format, locale })
    },
  })
  if (run.running)
    return (
      <p role="status" className={style.state}>
        {t('sql.running')}
      </p>
    )
  if (run.error !== null) return <Refusal error={run.error} />
  const { answer } = run
  if (answer === undefined) return null
  const rows = answer.rowCount.toLocaleString(locale)
  const seconds = (answer.milliseconds / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <Suspense fallback={<LoadingLines lines={6} label={t('loading')} />}>
      <p role="status" className={style.state}>
        {t('sql.answered', { count: answer.rowCount, rows, seconds })}
        {answer.cut !== null && <strong> {t(`sql.cut.${answer.cut}`)}</strong>}
      </p>
      {answer.rowCount > 0 && <ResultsTable key={answer.id} answer={answer} />}
      <div className={style.files}>
        <span>{t('sql.files')}</span>
        {SqlFormat.options.map((format) => (
          <button key={format} type="button" disabled={file.isPending} onClick={() => file.mutate(format)}>
            {t(`sql.format.${format}`)}
          </button>
        ))}
        {file.isPending && <span role="status">{t('sql.writing')}</span>}
      </div>
      {file.error !== null && <Refusal error={file.error} />}
      {answer.rowCount > 1 && <QuickChart key={`chart-${answer.id}`} answer={answer} />}
    </Suspense>
  )
}
