import type { SqlAnswer, SqlRequest } from '@retombees/contract/sql'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { cancelSql, runSql } from '../api/sql.ts'
import { useLocale } from '../i18n.ts'

/** A run at work, or what came of the last one. */
export interface Run {
  running: boolean
  /** What was asked last, as it was asked. */
  request: SqlRequest | undefined
  answer: SqlAnswer | undefined
  error: Error | null
  start: (request: Omit<SqlRequest, 'id'>) => void
  cancel: () => void
}

/** Runs one query at a time, under a name by which it can be cancelled. */
export function useRun(): Run {
  const { locale } = useLocale()
  const client = useQueryClient()
  const id = useRef('')
  const run = useMutation({
    mutationFn: (request: SqlRequest) => runSql(locale, request),
    onSettled: () => client.invalidateQueries({ queryKey: ['sql-history'] }),
  })
  return {
    running: run.isPending,
    request: run.variables,
    answer: run.data?.data,
    error: run.error,
    start: (request) => {
      if (run.isPending) return
      id.current = crypto.randomUUID()
      run.mutate({ ...request, id: id.current })
    },
    cancel: () => void cancelSql(locale, id.current),
  }
}
