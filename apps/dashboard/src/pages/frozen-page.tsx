import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { frozenPage } from '../api/committees.ts'
import { FrozenView } from '../committee/frozen-view.tsx'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'

/** A page that a committee froze. */
export function FrozenPagePage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { id = '' } = useParams<{ id: string }>()
  const page = useQuery(frozenPage(locale, id))
  if (page.data !== undefined) return <FrozenView page={page.data.data} />
  if (page.error !== null) return <ProblemNotice error={page.error} retry={() => void page.refetch()} />
  return <LoadingLines lines={12} label={t('loading')} />
}
