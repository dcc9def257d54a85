import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { health } from '../api/session.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import style from './data.module.css'

/** What waits for the steward: a published face held back by the disclosure audit, a definition that is not in force yet. */
export function StewardNotices() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const now = useQuery(health(locale)).data
  if (now === undefined || (!now.publishedBehind && !now.programmeChanged)) return null
  return (
    <section className={style.notices} aria-label={t('data.notices')}>
      {now.publishedBehind && (
        <p role="status">
          {t('data.behind', {
            published: formatDate(now.snapshot?.publishedAt ?? '', locale),
            internal: formatDate(now.internalPublishedAt ?? '', locale),
          })}
        </p>
      )}
      {now.programmeChanged && <p role="status">{t('data.programme_changed')}</p>}
    </section>
  )
}
