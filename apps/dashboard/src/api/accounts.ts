import type { AccountChange, NewAccount, NewToken, PasswordChange } from '@retombees/contract/account'
import type { Locale } from '@retombees/contract/localized'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale } from '../i18n.ts'
import { answerOf, api, asking } from './client.ts'

export const ownAccount = (locale: Locale) =>
  queryOptions({
    queryKey: ['account'],
    queryFn: ({ signal }) => answerOf(api.account.$get({}, asking(locale, signal))),
    staleTime: 0,
  })

export const ownTokens = (locale: Locale) =>
  queryOptions({
    queryKey: ['account', 'tokens'],
    queryFn: ({ signal }) => answerOf(api.account.tokens.$get({}, asking(locale, signal))),
    staleTime: 0,
  })

export const accounts = (locale: Locale) =>
  queryOptions({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => answerOf(api.accounts.$get({}, asking(locale, signal))),
    staleTime: 0,
  })

export const everyToken = (locale: Locale) =>
  queryOptions({
    queryKey: ['accounts', 'tokens'],
    queryFn: ({ signal }) => answerOf(api.tokens.$get({}, asking(locale, signal))),
    staleTime: 0,
  })

/** What somebody does with their own account. */
export function useOwnAccount() {
  const client = useQueryClient()
  const { locale } = useLocale()
  const again = () => client.invalidateQueries({ queryKey: ['account'] })
  return {
    changePassword: useMutation({
      mutationFn: (json: PasswordChange) => answerOf(api.account.password.$post({ json }, asking(locale))),
      onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
    }),
    makeToken: useMutation({
      mutationFn: (json: NewToken) => answerOf(api.account.tokens.$post({ json }, asking(locale))),
      onSuccess: again,
    }),
    dropToken: useMutation({
      mutationFn: (id: string) =>
        answerOf(api.account.tokens[':id'].$delete({ param: { id } }, asking(locale))),
      onSuccess: again,
    }),
  }
}

/** What an administrator does with the accounts of all. */
export function useAccounts() {
  const client = useQueryClient()
  const { locale } = useLocale()
  const again = () => client.invalidateQueries({ queryKey: ['accounts'] })
  return {
    create: useMutation({
      mutationFn: (json: NewAccount) => answerOf(api.accounts.$post({ json }, asking(locale))),
      onSuccess: again,
    }),
    change: useMutation({
      mutationFn: ({ id, ...json }: AccountChange & { id: string }) =>
        answerOf(api.accounts[':id'].$patch({ param: { id }, json }, asking(locale))),
      onSuccess: again,
    }),
    givePassword: useMutation({
      mutationFn: (id: string) =>
        answerOf(api.accounts[':id']['first-password'].$post({ param: { id } }, asking(locale))),
      onSuccess: again,
    }),
    dropToken: useMutation({
      mutationFn: (id: string) => answerOf(api.tokens[':id'].$delete({ param: { id } }, asking(locale))),
      onSuccess: again,
    }),
  }
}
