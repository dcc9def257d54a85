import type { AxisId } from '@retombees/contract/breakdown-search'
import type { Locale } from '@retombees/contract/localized'
import { encodeQuery, type Query } from '@retombees/contract/query'
import { wholeQuery } from '@retombees/contract/search'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answerOf, api, asking } from './client.ts'

export type Topic = 'workshops' | 'kiosks' | 'reception' | 'contributions'

/** One table of the field: what is counted, by what, for which part. */
export interface FieldTable {
  topic: Topic
  measure: string
  rows: AxisId
  columns?: AxisId
  query: Query
}

type Filters = Pick<Query, 'territory' | 'centre' | 'period' | 'gender' | 'age' | 'kind' | 'area'>

/** The query string of a table, as pairs. */
export type TableSearch = Record<string, string> & { rows: AxisId }

/** The query string of a table: what the page, the lineage and the export all ask. */
export function searchOf({ rows, columns, query }: FieldTable): TableSearch {
  const { territory, centre, period, gender, age, kind, area }: Filters = query
  const filters = encodeQuery(wholeQuery({ territory, centre, period, gender, age, kind, area }))
  return {
    rows,
    ...(columns === undefined ? {} : { columns }),
    ...Object.fromEntries(new URLSearchParams(filters)),
  }
}

/** The table. What is shown stays until the next has come. */
export const fieldTable = (locale: Locale, table: FieldTable) => {
  const search = searchOf(table)
  return queryOptions({
    queryKey: ['breakdown', table.topic, table.measure, search, locale],
    queryFn: ({ signal }) => answerOf(ask(table.topic, table.measure, search, asking(locale, signal))),
    placeholderData: keepPreviousData,
  })
}

type Options = ReturnType<typeof asking>

function ask(topic: Topic, measure: string, search: TableSearch, options: Options) {
  const given = { param: { measure }, query: search }
  switch (topic) {
    case 'workshops':
      return api.workshops.tables[':measure'].$get(given, options)
    case 'kiosks':
      return api.kiosks.tables[':measure'].$get(given, options)
    case 'reception':
      return api.reception.tables[':measure'].$get(given, options)
    case 'contributions':
      return api.contributions.tables[':measure'].$get(given, options)
  }
}

interface TracedCell {
  topic: Topic
  measure: string
  search: TableSearch
  row: string
  column: string
}

/** Where a cell of a table comes from. */
export function traceBreakdown({ topic, measure, search, row, column }: TracedCell, options: Options) {
  const given = {
    param: { measure },
    query: { ...search, row, column },
  }
  switch (topic) {
    case 'workshops':
      return api.workshops.tables[':measure'].lineage.$get(given, options)
    case 'kiosks':
      return api.kiosks.tables[':measure'].lineage.$get(given, options)
    case 'reception':
      return api.reception.tables[':measure'].lineage.$get(given, options)
    case 'contributions':
      return api.contributions.tables[':measure'].lineage.$get(given, options)
  }
}
