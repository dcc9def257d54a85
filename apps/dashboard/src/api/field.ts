import type { KioskRate } from '@retombees/contract/kiosk-rates'
import type { Locale } from '@retombees/contract/localized'
import { encodeQuery, type Query } from '@retombees/contract/query'
import { wholeQuery } from '@retombees/contract/search'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answerOf, api, asking } from './client.ts'

/** The part of a page's query that an address takes, as pairs: only what is not default. */
export function partOf(query: Query, keys: readonly (keyof Query)[]): Record<string, string> {
  const kept = Object.fromEntries(keys.map((key) => [key, query[key]]))
  return Object.fromEntries(new URLSearchParams(encodeQuery(wholeQuery(kept))))
}

export const FLOW_FILTERS = ['territory', 'centre', 'period', 'gender', 'age', 'kind', 'area'] as const
export const RATE_FILTERS = ['territory', 'centre', 'period'] as const
export const LEDGER_FILTERS = ['territory', 'centre', 'period', 'area'] as const

export const flows = (locale: Locale, query: Query) => {
  const search = partOf(query, FLOW_FILTERS)
  return queryOptions({
    queryKey: ['flows', search, locale],
    queryFn: ({ signal }) => answerOf(api.workshops.flows.$get({ query: search }, asking(locale, signal))),
    placeholderData: keepPreviousData,
  })
}

export const kioskRate = (locale: Locale, rate: KioskRate, query: Query) => {
  const search = partOf(query, RATE_FILTERS)
  return queryOptions({
    queryKey: ['kiosk-rate', rate, search, locale],
    queryFn: ({ signal }) =>
      answerOf(api.kiosks.rates[':rate'].$get({ param: { rate }, query: search }, asking(locale, signal))),
    placeholderData: keepPreviousData,
  })
}

export const ledger = (locale: Locale, query: Query) => {
  const search = partOf(query, LEDGER_FILTERS)
  return queryOptions({
    queryKey: ['ledger', search, locale],
    queryFn: ({ signal }) =>
      answerOf(api.contributions.ledger.$get({ query: search }, asking(locale, signal))),
    placeholderData: keepPreviousData,
  })
}

/** The aggregate report proposed to the CAF, over all that the register holds. */
export const cafReport = (locale: Locale) =>
  queryOptions({
    queryKey: ['caf-report', locale],
    queryFn: ({ signal }) => answerOf(api.kiosks['caf-report'].$get({ query: {} }, asking(locale, signal))),
  })
