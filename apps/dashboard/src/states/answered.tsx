import type { Stamped } from '@retombees/contract/snapshot'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadingLines } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'

interface AnsweredProps<T> {
  query: UseQueryResult<Stamped<T>>
  lines?: number
  children: (data: T) => ReactNode
}

/** Shows what a query answered; until then, the place of it; if it failed and nothing is held, why. */
export function Answered<T>({ query, lines = 4, children }: AnsweredProps<T>) {
  const { t } = useTranslation()
  if (query.data !== undefined) return <>{children(query.data.data)}</>
  if (query.error !== null) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />
  return <LoadingLines lines={lines} label={t('loading')} />
}
