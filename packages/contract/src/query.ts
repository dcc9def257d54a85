import { z } from 'zod'

/**
 * What a reader asked to see. The one object behind the page, its URL, the API call and the export.
 * Every field has a default; a URL holds only what differs from it, in the order below.
 */
export const Query = z.object({
  territory: z.array(z.string()).default([]),
  centre: z.array(z.string()).default([]),
  period: z.string().default(''),
  area: z.array(z.string()).default([]),
  theme: z.array(z.string()).default([]),
  search: z.string().default(''),
  sort: z.array(z.string().regex(/^-?[a-z][a-z0-9_.-]*$/)).default([]),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(1000).default(200),
})
export type Query = z.infer<typeof Query>

export const DEFAULT_QUERY: Query = Object.freeze(Query.parse({}))

const LISTS = ['territory', 'centre', 'area', 'theme', 'sort'] as const
const SCALARS = ['period', 'search', 'page', 'size'] as const

/** The canonical query string of a query, without `?`: only what is not default, in a stable order. */
export function encodeQuery(query: Query): string {
  const params = new URLSearchParams()
  for (const key of Object.keys(Query.shape) as (keyof Query)[]) {
    const value = query[key]
    if (Array.isArray(value)) {
      const list = key === 'sort' ? value : [...new Set(value)].sort()
      if (list.length > 0) params.set(key, list.join(','))
    } else if (value !== DEFAULT_QUERY[key]) params.set(key, String(value))
  }
  return params.toString()
}

/** Reads a query string back; unknown keys are left aside. Throws a ZodError that names a key with a bad value. */
export function decodeQuery(search: string): Query {
  const params = new URLSearchParams(search)
  const given: Record<string, unknown> = {}
  for (const key of LISTS) {
    const text = params.get(key)
    if (text) given[key] = text.split(',').filter(Boolean)
  }
  for (const key of SCALARS) {
    const text = params.get(key)
    if (text !== null && text !== '') given[key] = text
  }
  return Query.parse(given)
}
