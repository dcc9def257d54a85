import type { LineageLoad } from '@retombees/contract/lineage'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../format/date.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './lineage.module.css'

type Facts = Pick<
  LineageLoad,
  | 'file'
  | 'provenance'
  | 'receivedAt'
  | 'sha256'
  | 'rowsRead'
  | 'rowsLoaded'
  | 'rowsQuarantined'
  | 'rowsIgnored'
>

/** What a file is, whence and when it came, and what became of its rows. */
export function LoadFacts({ load }: { load: Facts }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const count = (n: number) => formatCount(n, locale)
  return (
    <>
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
    </>
  )
}
