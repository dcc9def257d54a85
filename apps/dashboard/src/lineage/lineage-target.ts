import type { Figure } from '@retombees/contract/figure'
import type { Locale } from '@retombees/contract/localized'
import { queryOptions } from '@tanstack/react-query'
import { type TableSearch, type Topic, traceBreakdown } from '../api/breakdowns.ts'
import { answerOf, api, asking } from '../api/client.ts'

/** What a figure on a page is, said in the terms of the address that knows where it comes from. */
export type LineageTarget =
  | { kind: 'indicator'; id: string; territory?: string; search?: Readonly<Record<string, string>> }
  | { kind: 'partner'; load: string; row: number }
  | { kind: 'funding'; territory?: string; funder?: string; year?: number }
  | {
      kind: 'breakdown'
      topic: Topic
      measure: string
      search: TableSearch
      row: string
      column: string
    }
  | FilesTarget
  | { kind: 'survey'; questionnaire: string; item: string; territory: string; code?: string }

/** A figure made of several sources, which no single rule ties to rows: its files, as they were loaded. */
export interface FilesTarget {
  kind: 'files'
  label: string
  figure: Figure
  /** How the figure was made, in a sentence. */
  rule: string
}

type TracedTarget = Exclude<LineageTarget, FilesTarget>

/** The lineage of a figure. */
export const lineage = (locale: Locale, target: TracedTarget) =>
  queryOptions({
    queryKey: ['lineage', target, locale],
    queryFn: ({ signal }) => answerOf(trace(target, asking(locale, signal))),
  })

function trace(target: TracedTarget, options: ReturnType<typeof asking>) {
  switch (target.kind) {
    case 'indicator':
      return api.indicators[':id'].lineage.$get(
        {
          param: { id: target.id },
          query: { ...target.search, territory: target.territory ?? target.search?.territory },
        },
        options,
      )
    case 'partner':
      return api.partners.lineage.$get({ query: { load: target.load, row: String(target.row) } }, options)
    case 'funding':
      return api.funding.lineage.$get(
        {
          query: {
            territory: target.territory,
            funder: target.funder,
            year: target.year === undefined ? undefined : String(target.year),
          },
        },
        options,
      )
    case 'breakdown':
      return traceBreakdown(target, options)
    case 'survey':
      return api.surveys[':questionnaire'].lineage.$get(
        {
          param: { questionnaire: target.questionnaire },
          query: { item: target.item, territory: target.territory, code: target.code },
        },
        options,
      )
  }
}
