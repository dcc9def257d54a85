import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadingLines } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'

interface ToldProps<T> {
  query: UseQueryResult<{ data: T }>
  lines?: number
  children: (data: T) => ReactNode
}

/** Shows what a query answered that comes from no publication: accounts, tokens. */
export function Told<T>({ query, lines = 4, children }: ToldProps<T>) {
  const { t } = useTranslation()
  if (query.data !== undefined) return <>{children(query.data.data)}</>
  if (query.error !== null) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />
  return <LoadingLines lines={lines} label={t('loading')} />
}
