import { DEFAULT_QUERY, decodeQuery, encodeQuery, type Query } from '@retombees/contract/query'
import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'

/** The query held by the page's URL, and a way to change part of it. A URL that cannot be read is the default query. */
export function useQueryInUrl(): [Query, (change: Partial<Query>) => void] {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const query = readQuery(search)
  const change = useCallback(
    (part: Partial<Query>) => {
      const next = encodeQuery({ ...readQuery(window.location.search), ...part })
      navigate(`${path}${next ? `?${next}` : ''}${window.location.hash}`, { replace: true })
    },
    [navigate, path],
  )
  return [query, change]
}

function readQuery(search: string): Query {
  try {
    return decodeQuery(search)
  } catch {
    return DEFAULT_QUERY
  }
}
