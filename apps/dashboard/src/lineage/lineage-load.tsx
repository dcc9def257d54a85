import type { LineageLoad } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../format/date.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './lineage.module.css'
import { LineageRows } from './lineage-rows.tsx'

/** One file behind a figure: what it is, what became of its rows, and the rows themselves where the role goes that deep. */
export function LineageLoadCard({ load, depth }: { load: LineageLoad; depth: Depth }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const count = (n: number) => formatCount(n, locale)
  return (
    <article className={style.load} aria-label={load.file}>
      <h4 className={style.file}>{load.file}</h4>
      <p className={style.origin}>
        <span>{t(`provenance.${load.provenance}`)}</span>
        <span>{t('lineage.received', { date: formatDate(load.receivedAt, locale) })}</span>
        <span>
          sha256 <code title={load.sha256}>{load.sha256.slice(0, 12)}</code>
        </span>
      </p>
      <p className={style.counts}>
        {t('lineage.counts', {
          read: count(load.rowsRead),
          loaded: count(load.rowsLoaded),
          quarantined: count(load.rowsQuarantined),
          ignored: count(load.rowsIgnored),
        })}
      </p>
      <p className={style.used}>{t('lineage.used', { count: load.rowsUsed })}</p>
      {load.warnings.length > 0 && (
        <ul className={style.warnings}>
          {load.warnings.map((warning) => (
            <li key={warning}>{set(warning)}</li>
          ))}
        </ul>
      )}
      {depth === 'file' ? (
        <p className={style.closed}>{t('lineage.rows_closed')}</p>
      ) : (
        <LineageRows rows={load.rows ?? []} file={load.file} />
      )}
    </article>
  )
}
