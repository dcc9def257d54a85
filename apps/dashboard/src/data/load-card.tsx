import type { LoadSummary } from '@retombees/contract/load'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { session } from '../api/session.ts'
import { formatDate } from '../format/date.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './data.module.css'
import { QuarantineTable } from './quarantine-table.tsx'

/** Whoever is not among these sees how many rows were set aside, and not the rows. */
const MENDERS = ['steward', 'evaluator', 'admin', 'auditor']

/** One file as it was loaded: where its rows went, what was noticed on the way, and what waits to be mended. */
export function LoadCard({ load }: { load: LoadSummary }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { data } = useQuery(session(locale))
  const role = data?.data?.role
  const count = (n: number) => formatCount(n, locale)
  return (
    <article className={style.load} aria-labelledby={`load-${load.loadId}`}>
      <h2 id={`load-${load.loadId}`}>{load.file}</h2>
      <p className={style.origin}>
        <span>{set(load.sourceLabel)}</span>
        <span>{t(`provenance.${load.provenance}`)}</span>
        <span>{t('lineage.received', { date: formatDate(load.receivedAt, locale) })}</span>
        {load.keptUntil && <span>{t('data.keptUntil', { date: formatDate(load.keptUntil, locale) })}</span>}
        <code title={load.sha256}>{load.sha256.slice(0, 12)}</code>
      </p>
      <p>
        {t('lineage.counts', {
          read: count(load.rowsRead),
          loaded: count(load.rowsLoaded),
          quarantined: count(load.rowsQuarantined),
          ignored: count(load.rowsIgnored),
        })}
      </p>
      {load.warnings.length > 0 && (
        <details className={style.warnings}>
          <summary>{t('data.warnings', { count: load.warnings.length })}</summary>
          <ul>
            {load.warnings.map((warning) => (
              <li key={`${warning.row ?? ''}${warning.code}${warning.message}`}>{set(warning.message)}</li>
            ))}
          </ul>
        </details>
      )}
      {load.rowsQuarantined > 0 && role !== undefined && MENDERS.includes(role) && (
        <QuarantineTable loadId={load.loadId} file={load.file} />
      )}
    </article>
  )
}
