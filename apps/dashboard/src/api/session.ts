import type { Locale } from '@retombees/contract/localized'
import type { Role } from '@retombees/contract/role'
import type { PasswordSignIn } from '@retombees/contract/session'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale } from '../i18n.ts'
import { answerOf, api, asking } from './client.ts'

const KEY = ['session'] as const

/** Who is signed in, and how one signs in here. */
export const session = (locale: Locale) =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => answerOf(api.session.$get({}, asking(locale, signal))),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What is published now; asked again every minute, and when one comes back to the page, so that it knows when it has grown old. */
export const health = (locale: Locale) =>
  queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) => answerOf(api.health.$get({}, asking(locale, signal))),
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
    staleTime: 0,
  })

/** Signing in and out. Whatever was read as somebody else is forgotten. */
export function useSignIn() {
  const client = useQueryClient()
  const { locale } = useLocale()
  const settle = async (done: Promise<unknown>) => {
    await done
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
    await client.invalidateQueries({ queryKey: KEY })
  }
  return {
    toDemo: useMutation({
      mutationFn: (role: Role) =>
        settle(answerOf(api.demo['sign-in'].$post({ json: { role } }, asking(locale)))),
    }),
    withPassword: useMutation({
      mutationFn: (json: PasswordSignIn) => settle(answerOf(api['sign-in'].$post({ json }, asking(locale)))),
    }),
    out: useMutation({
      mutationFn: async () => {
        const { providerSignOut } = await answerOf(api['sign-out'].$post({}, asking(locale)))
        if (providerSignOut !== null) window.location.assign(providerSignOut)
        else await settle(Promise.resolve())
      },
    }),
  }
}
