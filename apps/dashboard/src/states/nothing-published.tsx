import { useTranslation } from 'react-i18next'
import style from './states.module.css'

/** Nothing has been published yet: what this page will hold, and what brings it about. */
export function NothingPublished({ retry }: { retry: () => void }) {
  const { t } = useTranslation()
  return (
    <section className={style.empty} aria-labelledby="empty-title">
      <h1 id="empty-title">{t('empty.title')}</h1>
      <p>{t('empty.what')}</p>
      <ol>
        <li>
          {t('empty.ingest')} <code>retombees ingest</code> <em>{t('empty.folder')}</em>
        </li>
        <li>{t('empty.then')}</li>
      </ol>
      <button type="button" className={style.retry} onClick={retry}>
        {t('empty.retry')}
      </button>
    </section>
  )
}
