import { z } from 'zod'

/** What a figure may be split by. A period is split in months, quarters, school years (September to August) or civil years. */
export const Dimension = z.enum([
  'territory',
  'centre',
  'month',
  'quarter',
  'school-year',
  'civil-year',
  'gender',
  'age',
  'kind',
  'area',
  'theme',
])
export type Dimension = z.infer<typeof Dimension>

/** A filter value that keeps what the source left blank. No code is spelt so. */
export const BLANK = '-'

/**
 * What a reader asked to see. The one object behind the page, its URL, the API call and the export.
 * Every field has a default; a URL holds only what differs from it, in the order below.
 */
export const Query = z.object({
  territory: z.array(z.string()).default([]),
  centre: z.array(z.string()).default([]),
  /** A month `2018-09`, a quarter `2018-t3`, a school year `2018-2019`, a civil year `2018`, two days `2018-09-01..2018-12-31`, or a period of the programme. */
  period: z.string().default(''),
  gender: z.array(z.string()).default([]),
  age: z.array(z.string()).default([]),
  kind: z.array(z.string()).default([]),
  area: z.array(z.string()).default([]),
  theme: z.array(z.string()).default([]),
  /** What figures are split by, besides being given for the whole; empty: nothing. */
  by: z.union([Dimension, z.literal('')]).default(''),
  search: z.string().default(''),
  sort: z.array(z.string().regex(/^-?[a-z][a-z0-9_.-]*$/)).default([]),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(1000).default(200),
})
export type Query = z.infer<typeof Query>

export const DEFAULT_QUERY: Query = Object.freeze(Query.parse({}))

const LISTS = ['territory', 'centre', 'gender', 'age', 'kind', 'area', 'theme', 'sort'] as const
const SCALARS = ['period', 'by', 'search', 'page', 'size'] as const
/** What narrows a figure to a part of what was counted. */
const FILTERS = ['territory', 'centre', 'period', 'gender', 'age', 'kind', 'area', 'theme'] as const

/** Whether a query asks for a part only of what was counted. */
export function isFiltered(query: Query): boolean {
  return FILTERS.some((key) => query[key].length > 0)
}

/** The query of one part of a split: the same, narrowed to the value `key` of `by`, and split no more. */
export function partQuery(query: Query, by: Dimension, key: string): Query {
  const narrowed = { ...query, by: '' as const }
  switch (by) {
    case 'month':
    case 'quarter':
    case 'school-year':
    case 'civil-year':
      return { ...narrowed, period: key }
    default:
      return { ...narrowed, [by]: [key] }
  }
}

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
