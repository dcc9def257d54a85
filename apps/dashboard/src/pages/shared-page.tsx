import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sharedPage } from '../api/committees.ts'
import { ProblemError } from '../api/problem.ts'
import { FrozenView } from '../committee/frozen-view.tsx'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './page.module.css'

/** A frozen page that somebody was sent, without an account. */
export function SharedPage({ secret }: { secret: string }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const page = useQuery(sharedPage(locale, secret))
  if (page.data !== undefined) return <FrozenView page={page.data.data} />
  if (page.error instanceof ProblemError && page.error.problem.status === 404)
    return (
      <header className={style.head}>
        <h1>{t('share.closed')}</h1>
        <p className={style.lead}>{t('share.closed_advice')}</p>
      </header>
    )
  if (page.error !== null) return <ProblemNotice error={page.error} retry={() => void page.refetch()} />
  return <LoadingLines lines={12} label={t('loading')} />
}
