import {
  DEFAULT_SURVEY_QUERY,
  decodeSurveyQuery,
  encodeSurveyQuery,
  type SurveyQuery,
} from '@retombees/contract/survey-query'
import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'

/** What the page asks: a survey query, and of its verbatims the words looked for, the theme and the page. */
export interface SurveyAsked extends SurveyQuery {
  readonly search: string
  readonly theme: string
  readonly page: number
}

/** What is asked, held by the page's URL, and a way to change part of it. A URL that cannot be read is the default. */
export function useSurveyInUrl(): [SurveyAsked, (change: Partial<SurveyAsked>) => void] {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const change = useCallback(
    (part: Partial<SurveyAsked>) => {
      const next = encodeAsked({ ...readAsked(window.location.search), ...part })
      navigate(`${path}${next ? `?${next}` : ''}`, { replace: true })
    },
    [navigate, path],
  )
  return [readAsked(search), change]
}

/** The query string of what is asked: only what is not default, in a stable order. */
export function encodeAsked({ search, theme, page, ...query }: SurveyAsked): string {
  const params = new URLSearchParams(encodeSurveyQuery(query))
  if (search !== '') params.set('search', search)
  if (theme !== '') params.set('theme', theme)
  if (page > 1) params.set('page', String(page))
  return params.toString()
}

/** Reads a query string back. */
export function readAsked(text: string): SurveyAsked {
  const params = new URLSearchParams(text)
  const page = Number(params.get('page') ?? 1)
  return {
    ...readQuery(text),
    search: params.get('search') ?? '',
    theme: params.get('theme') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

function readQuery(text: string): SurveyQuery {
  try {
    return decodeSurveyQuery(text)
  } catch {
    return DEFAULT_SURVEY_QUERY
  }
}
