import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './downloads.module.css'

const FORMATS = ['csv', 'xlsx', 'parquet', 'json'] as const

interface DownloadsProps {
  /** The export's address under /api/v1/exports, without its query. */
  path: string
  /** What the page asked for; the export answers the same. */
  search?: string
  /** What is taken away, for a screen reader. */
  of: string
}

/** The same table to take away, in four forms. What is filtered on screen is filtered in the file. */
export function Downloads({ path, search = '', of }: DownloadsProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  return (
    <p className={`${style.downloads} screen-only`}>
      <span>{t('download.take')}</span>
      {FORMATS.map((format) => {
        const query = new URLSearchParams(search)
        query.set('format', format)
        query.set('locale', locale)
        return (
          <a
            key={format}
            href={`/api/v1/exports/${path}?${query}`}
            download=""
            aria-label={t('download.of', { of, format: t(`download.format.${format}`) })}
          >
            {t(`download.format.${format}`)}
          </a>
        )
      })}
    </p>
  )
}
