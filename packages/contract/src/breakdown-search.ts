import { z } from 'zod'
import { Dimension } from './query.ts'
import { ExportSearch, QuerySearch } from './search.ts'

/** What a breakdown may be split by: a dimension of every figure, or a column that one kind of event alone has. */
export const AxisId = z.union([
  Dimension,
  z.enum([
    'hour',
    'weekday',
    'site',
    'reason',
    'procedure',
    'autonomy',
    'redirected-to',
    'redirection-reason',
    'outcome',
    'prototype',
    'status',
    'sequence',
    'category',
    'theme',
    'audience',
  ]),
])
export type AxisId = z.infer<typeof AxisId>

/** The filters that every page of the field shares. */
export const FieldFilters = QuerySearch.pick({
  territory: true,
  centre: true,
  period: true,
  gender: true,
  age: true,
  kind: true,
  area: true,
})

/** A breakdown: its filters, what its rows are and, where there are two axes, what its columns are. */
export const BreakdownSearch = FieldFilters.extend({
  rows: AxisId,
  columns: z
    .union([AxisId, z.literal('')])
    .default('')
    .transform((id) => (id === '' ? null : id)),
})
export type BreakdownSearch = z.infer<typeof BreakdownSearch>

/** The same in the form asked for. */
export const BreakdownExportSearch = BreakdownSearch.extend(ExportSearch.shape)

const key = z.string().max(200).default('')

/** Which cell of a breakdown; neither row nor column is its total. */
export const BreakdownLineageSearch = BreakdownSearch.extend({ row: key, column: key })
