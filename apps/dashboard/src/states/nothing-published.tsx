import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { session } from '../api/session.ts'
import { useLocale } from '../i18n.ts'
import style from './states.module.css'

/** Nothing has been published yet: what this page will hold, and what brings it about. */
export function NothingPublished({ retry }: { retry: () => void }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const role = useQuery(session(locale)).data?.data?.role ?? 'funder'
  const sends = role === 'steward' || role === 'admin'
  return (
    <section className={style.empty} aria-labelledby="empty-title">
      <h1 id="empty-title">{t('empty.title')}</h1>
      <p>{t('empty.what')}</p>
      <p>{t(`empty.role.${role}`)}</p>
      <ol>
        <li>
          {t('empty.ingest')} <code>retombees ingest</code> <em>{t('empty.folder')}</em>
        </li>
        <li>{t('empty.then')}</li>
      </ol>
      {sends && (
        <p>
          <Link href="/donnees">{t('empty.data')}</Link>
        </p>
      )}
      <button type="button" className={style.retry} onClick={retry}>
        {t('empty.retry')}
      </button>
    </section>
  )
}
