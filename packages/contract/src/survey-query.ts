import { z } from 'zod'

/** Over whom shares are read: everybody who was asked, or those who gave an opinion. */
export const SurveyBase = z.enum(['all-respondents', 'opinions'])
export type SurveyBase = z.infer<typeof SurveyBase>

const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'identifiant attendu')

/** Keeps those who gave one of `codes` to `variable` (a question, an item, a profile, `territory`, `centre`); `not`: none of them. */
export const SurveyFilter = z.object({
  variable: Name,
  not: z.boolean(),
  codes: z.array(Name).min(1),
})
export type SurveyFilter = z.infer<typeof SurveyFilter>

/**
 * What is asked of a questionnaire: one question (`rows`), crossed with another or not (`columns`), among those whom every
 * filter keeps, over a base. The one object behind the page, its URL, the API call and the export.
 */
export const SurveyQuery = z.object({
  survey: z.string().default(''),
  rows: z.string().default(''),
  columns: z.string().default(''),
  filter: z.array(SurveyFilter).default([]),
  base: SurveyBase.default('all-respondents'),
})
export type SurveyQuery = z.infer<typeof SurveyQuery>

export const DEFAULT_SURVEY_QUERY: SurveyQuery = Object.freeze(SurveyQuery.parse({}))

/** `q5:!aucune,territory:nord`: conditions by commas, codes by bars, in the order of their variables. */
export function encodeFilters(filters: readonly SurveyFilter[]): string {
  return filters
    .map(({ variable, not, codes }) => `${variable}:${not ? '!' : ''}${[...new Set(codes)].sort().join('|')}`)
    .sort()
    .join(',')
}

/** Reads filters back. Throws a ZodError for one that is not `variable:code|code`. */
export function decodeFilters(text: string): SurveyFilter[] {
  const read = text
    .split(',')
    .filter(Boolean)
    .map((condition) => {
      const [variable = '', given = ''] = condition.split(/:(.*)/s)
      const not = given.startsWith('!')
      const codes = (not ? given.slice(1) : given).split('|').filter(Boolean)
      return { variable, not, codes }
    })
  return z.array(SurveyFilter).parse(read)
}

/** The canonical query string, without `?`: only what is not default, in a stable order. */
export function encodeSurveyQuery({ survey, rows, columns, filter, base }: SurveyQuery): string {
  const params = new URLSearchParams()
  const values = { survey, rows, columns, filter: encodeFilters(filter) }
  for (const [key, value] of Object.entries(values)) if (value !== '') params.set(key, value)
  if (base !== DEFAULT_SURVEY_QUERY.base) params.set('base', base)
  return params.toString()
}

/** Reads a query string back; unknown keys are left aside. Throws a ZodError that names a key with a bad value. */
export function decodeSurveyQuery(search: string): SurveyQuery {
  const params = new URLSearchParams(search)
  const given = (key: string) => params.get(key) ?? undefined
  return SurveyQuery.parse({
    survey: given('survey'),
    rows: given('rows'),
    columns: given('columns'),
    filter: decodeFilters(given('filter') ?? ''),
    base: given('base') || undefined,
  })
}
