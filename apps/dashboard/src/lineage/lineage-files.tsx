import { isKnown } from '@retombees/contract/figure'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { loads } from '../api/resources.ts'
import { Figure } from '../figure/figure.tsx'
import { formatDate } from '../format/date.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './lineage.module.css'
import type { FilesTarget } from './lineage-target.ts'

/** A figure that several sources meet in: how it was made, and every file that it was made of. */
export function LineageFiles({ target: { figure, label, rule } }: { target: FilesTarget }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const all = useQuery(loads(locale))
  const used = isKnown(figure) ? figure.loads : []
  const count = (n: number) => formatCount(n, locale)
  return (
    <Answered query={all} lines={6}>
      {(list) => (
        <>
          <Figure figure={figure} name={label} size="large" />
          <p>{set(rule)}</p>
          {!isKnown(figure) && <p>{set(figure.reason)}</p>}
          <h3 className={style.heading}>{t('lineage.files', { count: used.length })}</h3>
          {list
            .filter(({ loadId }) => used.includes(loadId))
            .map((load) => (
              <article key={load.loadId} className={style.load} aria-label={load.file}>
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
              </article>
            ))}
        </>
      )}
    </Answered>
  )
}
