import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { health } from '../api/session.ts'
import { shownSnapshot } from '../api/shown-snapshot.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import style from './frame.module.css'

/** Says when what is on screen is no longer what is published, or no longer what the programme defines; never in silence. */
export function StaleNotice() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const client = useQueryClient()
  const now = useQuery(health(locale))
  // What is on screen may have changed whenever something has been fetched.
  useIsFetching()
  const shown = shownSnapshot(client)
  const published = now.data?.snapshot
  const moved =
    published != null &&
    shown !== null &&
    shown.publishedAt < published.publishedAt &&
    shown.id !== published.id
  if (moved) {
    return (
      <p className={style.stale} role="status">
        {t('stale.moved', { date: formatDate(published.publishedAt, locale) })}{' '}
        <button type="button" onClick={() => void client.invalidateQueries()}>
          {t('stale.refresh')}
        </button>
      </p>
    )
  }
  if (now.isError && shown !== null) {
    return (
      <p className={style.stale} role="status">
        {t('stale.unreachable', { date: formatDate(shown.publishedAt, locale) })}
      </p>
    )
  }
  if (now.data?.programmeChanged) {
    return (
      <p className={style.stale} role="status">
        {t('stale.programme')}
      </p>
    )
  }
  return null
}
