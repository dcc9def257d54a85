import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import style from './page.module.css'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <div className={style.head}>
      <h1>{t('not_found.title')}</h1>
      <p className={style.lead}>
        <Link href="/">{t('not_found.home')}</Link>
      </p>
    </div>
  )
}
