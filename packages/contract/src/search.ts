import { z } from 'zod'
import { Locale } from './localized.ts'
import { DEFAULT_QUERY, Query } from './query.ts'
import { decodeFilters, SurveyBase, SurveyFilter } from './survey-query.ts'

/*
 * The query strings of the API, one schema an address. They are strict: a parameter that is misspelt is refused,
 * since leaving it aside would answer another question. An empty parameter is one that is absent.
 */

const id = z
  .string()
  .max(200)
  .transform((text) => text || undefined)
  .optional()

const number = z
  .string()
  .regex(/^\d{0,9}$/, 'nombre entier attendu')
  .transform((text) => (text === '' ? undefined : Number(text)))
  .optional()

const list = <T extends z.ZodType<string[], string[]>>(schema: T) =>
  z
    .string()
    .max(2000)
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(schema)
    .meta({ description: 'Identifiants séparés par des virgules' })

const counted = (schema: z.ZodType<number, number>, otherwise: number) =>
  z
    .string()
    .regex(/^\d{0,9}$/, 'nombre entier attendu')
    .default('')
    .transform((text) => (text === '' ? otherwise : Number(text)))
    .pipe(schema)

/** The query string of a `Query`: what `encodeQuery` writes. Parses to the `Query` itself. */
export const QuerySearch = z.strictObject({
  territory: list(z.array(z.string())),
  centre: list(z.array(z.string())),
  period: z.string().max(200).default(''),
  gender: list(z.array(z.string())),
  age: list(z.array(z.string())),
  kind: list(z.array(z.string())),
  area: list(z.array(z.string())),
  theme: list(z.array(z.string())),
  by: Query.shape.by.unwrap().default(''),
  search: z.string().max(200).default(''),
  sort: list(z.array(z.string().regex(/^-?[a-z][a-z0-9_.-]*$/))),
  page: counted(z.number().int().min(1), Query.shape.page.parse(undefined)),
  size: counted(z.number().int().min(1).max(1000), Query.shape.size.parse(undefined)),
}) satisfies z.ZodType<Query>

/** Which part of what was counted an indicator is asked of, and what it is split by. */
export const IndicatorSearch = QuerySearch.omit({ search: true, sort: true, page: true, size: true })

/** From an indicator, or from a part of it, to its files. */
export const IndicatorLineageSearch = IndicatorSearch.omit({ by: true })

/** The whole query of an address that reads only some of it. */
export function wholeQuery(asked: Partial<Query>): Query {
  return { ...DEFAULT_QUERY, ...asked }
}

const filters = z
  .string()
  .max(2000)
  .default('')
  .transform((text, context) => {
    try {
      return decodeFilters(text)
    } catch {
      context.addIssue({
        code: 'invalid_format',
        format: 'filter',
        message: '`variable:code|code`, conditions séparées par des virgules, attendu',
      })
      return z.NEVER
    }
  })
  .pipe(z.array(SurveyFilter))
  .meta({ description: 'Par exemple `q5:!aucune,territory:nord` : `!` écarte, `|` réunit' })

/** Which question of a questionnaire, crossed with which, among whom and over what base: a `SurveyQuery` of one survey. */
export const SurveyTableSearch = z.strictObject({
  rows: z.string().min(1).max(200),
  columns: z.string().max(200).default(''),
  filter: filters,
  base: z
    .union([SurveyBase, z.literal('')])
    .default('')
    .transform((base) => base || ('all-respondents' as const)),
})

/** The free answers to a question: among whom. */
export const SurveyWordsSearch = z.strictObject({ rows: z.string().min(1).max(200), filter: filters })

/** The same, with the words to look for and a theme; a page of them. */
export const VerbatimSearch = SurveyWordsSearch.extend({
  search: z.string().max(200).default(''),
  theme: z.string().max(80).default(''),
  page: counted(z.number().int().min(1), 1),
  size: counted(z.number().int().min(1).max(1000), 20),
})

/** Which cell of a survey table; without `code`, the agreement or the base. */
export const SurveyLineageSearch = z.strictObject({
  item: z.string().min(1).max(200),
  territory: z.string().min(1).max(200),
  code: id,
})

/** Which engagement of the partner grids: its load, and its row in the file. */
export const PartnerLineageSearch = z.strictObject({
  load: z.string().min(1).max(200),
  row: z
    .string()
    .regex(/^\d{1,9}$/, 'numéro de ligne attendu')
    .transform(Number),
})

/** Which amount of the financing plan, or which total of it. */
export const FundingLineageSearch = z.strictObject({ territory: id, funder: id, year: number })

/** The year of the report to the CAF; without one, all that the register holds. */
export const CafReportSearch = z.strictObject({ year: number })

/** The form in which a table is taken away, and the language of its headings; without one, the request's. */
export const ExportSearch = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'parquet', 'json']).default('csv'),
  locale: Locale.optional(),
})
export type ExportSearch = z.infer<typeof ExportSearch>

/** The partners of a page. */
export const PartnerSearch = QuerySearch.omit({ gender: true, age: true, kind: true, by: true })

/** The partners on the page, in the form asked for: the same query; every page of it. */
export const PartnerExportSearch = PartnerSearch.extend(ExportSearch.shape)

/** The indicators on the page, in the form asked for: the same query. */
export const IndicatorExportSearch = IndicatorSearch.extend(ExportSearch.shape)

/** A survey table, one-way or crossed, in the form asked for. */
export const SurveyExportSearch = SurveyTableSearch.extend(ExportSearch.shape)

/** The words of free answers in the form asked for. */
export const WordsExportSearch = SurveyWordsSearch.extend(ExportSearch.shape)

/** The verbatims on the page, every page of them, in the form asked for. */
export const VerbatimExportSearch = VerbatimSearch.extend(ExportSearch.shape)

/** The audit log, latest first: the lines before an id. */
export const AuditSearch = z.strictObject({ before: number })
