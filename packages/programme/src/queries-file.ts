import { SqlParameter } from '@retombees/contract/sql'
import { z } from 'zod'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

/** A query that shows what can be asked of the analyst snapshot. */
export const ExampleQuery = z.strictObject({
  id: Slug,
  label: Wording,
  /** The evaluation question that it helps to answer; without one, it shows the data. */
  question: Slug.optional(),
  /** One SELECT; `:name` stands for a parameter. */
  sql: z.string().min(1),
  parameters: z.array(SqlParameter).default([]),
})

/** A file of `queries/`. */
export const QueriesFile = z.strictObject({ queries: z.array(ExampleQuery).min(1) })
export type QueriesFile = z.infer<typeof QueriesFile>
