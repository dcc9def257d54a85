import type { LineageLoad } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './lineage.module.css'
import { LineageRows } from './lineage-rows.tsx'
import { LoadFacts } from './load-facts.tsx'

/** One file behind a figure: what it is, what became of its rows, and the rows themselves where the role goes that deep. */
export function LineageLoadCard({ load, depth }: { load: LineageLoad; depth: Depth }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  return (
    <article className={style.load} aria-label={load.file}>
      <LoadFacts load={load} />
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
