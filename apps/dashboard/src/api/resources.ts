import type { Locale } from '@retombees/contract/localized'
import { encodeQuery, type Query } from '@retombees/contract/query'
import { wholeQuery } from '@retombees/contract/search'
import { encodeSurveyQuery, type SurveyQuery } from '@retombees/contract/survey-query'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answerOf, api, asking } from './client.ts'

export const programme = (locale: Locale) =>
  queryOptions({
    queryKey: ['programme', locale],
    queryFn: ({ signal }) => answerOf(api.programme.$get({}, asking(locale, signal))),
  })

export const questions = (locale: Locale) =>
  queryOptions({
    queryKey: ['questions', locale],
    queryFn: ({ signal }) => answerOf(api.questions.$get({}, asking(locale, signal))),
  })

export const logicModels = (locale: Locale) =>
  queryOptions({
    queryKey: ['logic-models', locale],
    queryFn: ({ signal }) => answerOf(api['logic-models'].$get({}, asking(locale, signal))),
  })

export const indicators = (locale: Locale) =>
  queryOptions({
    queryKey: ['indicators', locale],
    queryFn: ({ signal }) => answerOf(api.indicators.$get({ query: {} }, asking(locale, signal))),
  })

/** What an address of the indicators takes of a page's query. */
const INDICATOR_KEYS = [
  'territory',
  'centre',
  'period',
  'gender',
  'age',
  'kind',
  'area',
  'theme',
  'by',
] as const

/** The part of a page's query that an indicator is asked with, as pairs: only what is not default. */
export function indicatorSearch(query: Query): Record<string, string> {
  const kept = Object.fromEntries(INDICATOR_KEYS.map((key) => [key, query[key]]))
  return Object.fromEntries(new URLSearchParams(encodeQuery(wholeQuery(kept))))
}

/** Every indicator of the part that a query asks for, split as it asks. What is shown stays until the next has come. */
export const indicatorsOf = (locale: Locale, query: Query) => {
  const search = indicatorSearch(query)
  return queryOptions({
    queryKey: ['indicators', search, locale],
    queryFn: ({ signal }) => answerOf(api.indicators.$get({ query: search }, asking(locale, signal))),
    placeholderData: keepPreviousData,
  })
}

export const funding = (locale: Locale) =>
  queryOptions({
    queryKey: ['funding', locale],
    queryFn: ({ signal }) => answerOf(api.funding.$get({}, asking(locale, signal))),
  })

export const feder = (locale: Locale) =>
  queryOptions({
    queryKey: ['feder', locale],
    queryFn: ({ signal }) => answerOf(api.feder.$get({}, asking(locale, signal))),
  })

export const judgements = (locale: Locale) =>
  queryOptions({
    queryKey: ['judgements', locale],
    queryFn: ({ signal }) => answerOf(api.judgements.$get({}, asking(locale, signal))),
  })

export const loads = (locale: Locale) =>
  queryOptions({
    queryKey: ['loads', locale],
    queryFn: ({ signal }) => answerOf(api.loads.$get({}, asking(locale, signal))),
  })

export const quarantine = (locale: Locale, id: string) =>
  queryOptions({
    queryKey: ['quarantine', id, locale],
    queryFn: ({ signal }) =>
      answerOf(api.loads[':id'].quarantine.$get({ param: { id } }, asking(locale, signal))),
  })

/** A question by territory, every respondent in its base: what any page may show. */
export const surveyTable = (locale: Locale, questionnaire: string, rows: string) =>
  queryOptions({
    queryKey: ['survey', questionnaire, rows, locale],
    queryFn: async ({ signal }) => {
      const { data, ...answer } = await answerOf(
        api.surveys[':questionnaire'].tables.$get(
          { param: { questionnaire }, query: { rows } },
          asking(locale, signal),
        ),
      )
      if (data.form !== 'one-way') throw new TypeError(`${rows}: a cross table was not asked for`)
      return { ...answer, data }
    },
  })

/** Every questionnaire, and what may be asked of it. */
export const surveys = (locale: Locale) =>
  queryOptions({
    queryKey: ['surveys', locale],
    queryFn: ({ signal }) => answerOf(api.surveys.$get({}, asking(locale, signal))),
  })

/** The query string of one questionnaire, as the API takes it: the same object as in the page's URL. */
function ofOne(query: SurveyQuery) {
  const { survey, ...rest } = Object.fromEntries(new URLSearchParams(encodeSurveyQuery(query)))
  return { rows: query.rows, ...rest }
}

/** One question, or two crossed. What is on screen stays while the next comes. */
export const surveyTables = (locale: Locale, query: SurveyQuery) =>
  queryOptions({
    queryKey: ['survey-tables', encodeSurveyQuery(query), locale],
    queryFn: ({ signal }) =>
      answerOf(
        api.surveys[':questionnaire'].tables.$get(
          { param: { questionnaire: query.survey }, query: ofOne(query) },
          asking(locale, signal),
        ),
      ),
    placeholderData: keepPreviousData,
  })

export const surveyWords = (locale: Locale, query: SurveyQuery) =>
  queryOptions({
    queryKey: ['survey-words', encodeSurveyQuery(query), locale],
    queryFn: ({ signal }) =>
      answerOf(
        api.surveys[':questionnaire'].words.$get(
          { param: { questionnaire: query.survey }, query: ofOne(query) },
          asking(locale, signal),
        ),
      ),
  })

/** A page of verbatims; asked again when a theme is given or taken away. */
export const verbatims = (
  locale: Locale,
  { search, theme, page, ...query }: SurveyQuery & { search: string; theme: string; page: number },
) =>
  queryOptions({
    queryKey: ['verbatims', encodeSurveyQuery(query), search, theme, page, locale],
    queryFn: ({ signal }) =>
      answerOf(
        api.surveys[':questionnaire'].verbatims.$get(
          {
            param: { questionnaire: query.survey },
            query: { ...ofOne(query), search, theme, page: String(page) },
          },
          asking(locale, signal),
        ),
      ),
    placeholderData: keepPreviousData,
  })

/** The grid for one query: the same object as in the page's URL. The rows shown stay while the next come. */
export const partners = (locale: Locale, query: Query) => {
  const search = encodeQuery(query)
  return queryOptions({
    queryKey: ['partners', search, locale],
    queryFn: ({ signal }) =>
      answerOf(
        api.partners.$get({ query: Object.fromEntries(new URLSearchParams(search)) }, asking(locale, signal)),
      ),
    placeholderData: keepPreviousData,
  })
}
