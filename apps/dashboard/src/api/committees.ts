import type { FrozenPageDraft, ShareDraft } from '@retombees/contract/frozen-page'
import type { Locale } from '@retombees/contract/localized'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale } from '../i18n.ts'
import { answerOf, api, asking } from './client.ts'

const KEY = 'committees'

export const frozenPages = (locale: Locale, committee: string) =>
  queryOptions({
    queryKey: [KEY, 'pages', committee, locale],
    queryFn: ({ signal }) =>
      answerOf(api.committees.pages.$get({ query: { committee } }, asking(locale, signal))),
  })

export const committeeChanges = (locale: Locale, id: string) =>
  queryOptions({
    queryKey: [KEY, 'changes', id, locale],
    queryFn: ({ signal }) =>
      answerOf(api.committees[':id'].changes.$get({ param: { id } }, asking(locale, signal))),
  })

export const frozenPage = (locale: Locale, id: string) =>
  queryOptions({
    queryKey: [KEY, 'page', id, locale],
    queryFn: ({ signal }) =>
      answerOf(api.committees.pages[':id'].$get({ param: { id } }, asking(locale, signal))),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const sharedPage = (locale: Locale, secret: string) =>
  queryOptions({
    queryKey: ['shared', secret, locale],
    queryFn: ({ signal }) =>
      answerOf(api.shared[':secret'].$get({ param: { secret } }, asking(locale, signal))),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const shares = (locale: Locale) =>
  queryOptions({
    queryKey: [KEY, 'shares', locale],
    queryFn: ({ signal }) => answerOf(api.shares.$get({}, asking(locale, signal))),
  })

/** Freezing a page, sharing it, taking a link back. */
export function useCommittees() {
  const client = useQueryClient()
  const { locale } = useLocale()
  const onSuccess = () => client.invalidateQueries({ queryKey: [KEY] })
  return {
    freeze: useMutation({
      mutationFn: (json: FrozenPageDraft) => answerOf(api.committees.pages.$post({ json }, asking(locale))),
      onSuccess,
    }),
    share: useMutation({
      mutationFn: (json: ShareDraft) => answerOf(api.shares.$post({ json }, asking(locale))),
      onSuccess,
    }),
    revoke: useMutation({
      mutationFn: (id: string) => answerOf(api.shares[':id'].$delete({ param: { id } }, asking(locale))),
      onSuccess,
    }),
  }
}
