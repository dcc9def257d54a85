import type { Locale } from '@retombees/contract/localized'
import type { SavedQueryDraft, SqlExportRequest, SqlRequest } from '@retombees/contract/sql'
import { queryOptions } from '@tanstack/react-query'
import { answerOf, api, asking } from './client.ts'
import { problemOf, unreachable } from './problem.ts'

/** What can be asked in SQL. */
export const sqlSchema = (locale: Locale) =>
  queryOptions({
    queryKey: ['sql-schema', locale],
    queryFn: ({ signal }) => answerOf(api.sql.schema.$get({}, asking(locale, signal))),
  })

/** The queries that are kept, one's own and those that are shared. */
export const savedQueries = (locale: Locale) =>
  queryOptions({
    queryKey: ['sql-queries'],
    queryFn: ({ signal }) => answerOf(api.sql.queries.$get({}, asking(locale, signal))),
  })

/** One's own past statements. */
export const sqlHistory = (locale: Locale) =>
  queryOptions({
    queryKey: ['sql-history'],
    queryFn: ({ signal }) => answerOf(api.sql.history.$get({ query: {} }, asking(locale, signal))),
    staleTime: 0,
  })

export const runSql = (locale: Locale, request: SqlRequest) =>
  answerOf(api.sql.$post({ json: request }, asking(locale)))

export const cancelSql = (locale: Locale, id: string) =>
  answerOf(api.sql.runs[':id'].cancel.$post({ param: { id } }, asking(locale)))

export const keepQuery = (locale: Locale, draft: SavedQueryDraft) =>
  answerOf(api.sql.queries.$post({ json: draft }, asking(locale)))

export const removeQuery = (locale: Locale, id: string) =>
  answerOf(api.sql.queries[':id'].$delete({ param: { id } }, asking(locale)))

/** Takes every row of a query away as a file. Throws a ProblemError where the file was not written. */
export async function takeAway(request: SqlExportRequest): Promise<void> {
  const response = await fetch('/api/v1/exports/sql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': request.locale ?? 'fr' },
    body: JSON.stringify(request),
  }).catch((cause: unknown) => {
    throw unreachable(cause)
  })
  if (!response.ok) throw await problemOf(response)
  const name = /filename="(.+?)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name ?? `retombees.${request.format}`
  link.click()
  URL.revokeObjectURL(address)
}
