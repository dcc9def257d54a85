import { z } from 'zod'

/** What an analyst may ask at most, and what they get at most: said by the API, enforced by the runner. */
export const SQL_LIMITS = Object.freeze({
  /** Characters of a statement. */
  statement: 20_000,
  parameters: 50,
  /** Time of a query on screen, and of one that is exported. */
  seconds: 10,
  exportSeconds: 60,
  /** Rows on screen. */
  rows: 10_000,
  /** Bytes of the rows on screen, as JSON. */
  bytes: 8 * 1024 * 1024,
  /** Rows of an export; a workbook is limited by what Excel opens with comfort. */
  exportRows: Object.freeze({ csv: 1_000_000, json: 1_000_000, parquet: 1_000_000, xlsx: 100_000 }),
  /** Bytes of an exported file. */
  exportBytes: 512 * 1024 * 1024,
  /** Queries that run at the same time, and those that may wait for their turn. */
  running: 2,
  waiting: 20,
})

/** What a `:name` stands for. */
export const SqlParameterType = z.enum(['text', 'integer', 'decimal', 'date', 'boolean'])
export type SqlParameterType = z.infer<typeof SqlParameterType>

const VALUES: Readonly<Record<SqlParameterType, { form: RegExp; expected: string }>> = Object.freeze({
  text: { form: /^/, expected: 'un texte' },
  integer: { form: /^-?\d{1,18}$/, expected: 'un nombre entier' },
  decimal: { form: /^-?\d{1,15}([.,]\d{1,12})?$/, expected: 'un nombre, 12,5 ou 12.5' },
  date: { form: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, expected: 'une date, AAAA-MM-JJ' },
  boolean: { form: /^(true|false)$/, expected: 'true ou false' },
})

export const SqlParameterName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'un nom : lettres sans accent, chiffres, _')

/** The value of a `:name`; null is SQL's NULL. Numbers and booleans may be sent as themselves or as text. */
export const SqlParameter = z
  .strictObject({
    name: SqlParameterName,
    type: SqlParameterType,
    value: z.union([z.string().max(10_000), z.number(), z.boolean()]).nullable(),
  })
  .check((context) => {
    const { name, type, value } = context.value
    const { form, expected } = VALUES[type]
    if (value !== null && !form.test(String(value)))
      context.issues.push({
        code: 'custom',
        input: value,
        path: ['value'],
        message: `:${name} : « ${String(value).slice(0, 60)} » trouvé, ${expected} attendu`,
      })
  })
export type SqlParameter = z.infer<typeof SqlParameter>

const statement = z.string().min(1).max(SQL_LIMITS.statement)
const parameters = z
  .array(SqlParameter)
  .max(SQL_LIMITS.parameters)
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'chaque nom une seule fois')

/** A query to run. `id` is the caller's own name for this run, by which it can be cancelled. */
export const SqlRequest = z.strictObject({
  sql: statement,
  parameters: parameters.default([]),
  id: z.uuid().optional(),
})
export type SqlRequest = z.infer<typeof SqlRequest>

export const SqlFormat = z.enum(['csv', 'xlsx', 'parquet', 'json'])
export type SqlFormat = z.infer<typeof SqlFormat>

/** A query whose every row is to be taken away. */
export const SqlExportRequest = SqlRequest.extend({
  format: SqlFormat,
  locale: z.enum(['fr', 'en']).optional(),
})
export type SqlExportRequest = z.infer<typeof SqlExportRequest>

export const SqlColumn = z.object({ name: z.string(), type: z.string() })
export type SqlColumn = z.infer<typeof SqlColumn>

/**
 * What a query answered. Dates are ISO text, DECIMAL exact text, an integer that a double does not hold is text too.
 * `cut` says which limit stopped the rows; null when they are all there.
 */
export const SqlAnswer = z.object({
  id: z.string(),
  columns: z.array(SqlColumn),
  rows: z.array(z.array(z.unknown())),
  rowCount: z.number().int(),
  cut: z.enum(['rows', 'bytes']).nullable(),
  milliseconds: z.number(),
})
export type SqlAnswer = z.infer<typeof SqlAnswer>

/** How a statement ended: answered, refused before it ran, failed in the engine, stopped by a limit, cancelled. */
export const SqlVerdict = z.enum(['answered', 'exported', 'refused', 'failed', 'stopped', 'cancelled'])
export type SqlVerdict = z.infer<typeof SqlVerdict>

/** One of the viewer's own past statements. */
export const SqlHistoryLine = z.object({
  id: z.number().int(),
  at: z.string(),
  sql: z.string(),
  parameters: z.array(SqlParameter),
  verdict: SqlVerdict,
  /** The code of the problem, where there was one. */
  code: z.string().nullable(),
  rowCount: z.number().int().nullable(),
  milliseconds: z.number(),
})
export type SqlHistoryLine = z.infer<typeof SqlHistoryLine>

/** A query to keep; with the `id` of one of the viewer's own, in its place. */
export const SavedQueryDraft = z.strictObject({
  id: z.uuid().optional(),
  title: z.string().trim().min(1).max(200),
  sql: statement,
  parameters: parameters.default([]),
  shared: z.boolean().default(false),
})
export type SavedQueryDraft = z.infer<typeof SavedQueryDraft>

/** A kept query: the viewer's own, or one that its author shares with all who may ask in SQL. */
export const SavedQuery = z.object({
  id: z.string(),
  title: z.string(),
  sql: z.string(),
  parameters: z.array(SqlParameter),
  shared: z.boolean(),
  mine: z.boolean(),
  author: z.string(),
  updatedAt: z.string(),
})
export type SavedQuery = z.infer<typeof SavedQuery>

export const SqlSchemaColumn = z.object({
  name: z.string(),
  type: z.string(),
  nullable: z.boolean(),
  description: z.string(),
  /** The lists whose codes it holds. */
  lists: z.array(z.string()),
})
export const SqlSchemaTable = z.object({
  name: z.string(),
  description: z.string(),
  rows: z.number().int(),
  columns: z.array(SqlSchemaColumn),
})
export type SqlSchemaTable = z.infer<typeof SqlSchemaTable>

export const SqlCodeList = z.object({
  id: z.string(),
  label: z.string(),
  origin: z.string(),
  codes: z.array(z.object({ id: z.string(), label: z.string() })),
})
export type SqlCodeList = z.infer<typeof SqlCodeList>

export const SqlExample = z.object({
  id: z.string(),
  title: z.string(),
  /** The evaluation question that it helps to answer; null for one that shows the data. */
  question: z.string().nullable(),
  sql: z.string(),
  parameters: z.array(SqlParameter),
})
export type SqlExample = z.infer<typeof SqlExample>

/** What can be asked of the analyst snapshot: its tables, their codes, its functions, its limits, and examples. */
export const SqlSchema = z.object({
  tables: z.array(SqlSchemaTable),
  lists: z.array(SqlCodeList),
  examples: z.array(SqlExample),
  functions: z.array(z.string()),
  limits: z.object({
    seconds: z.number(),
    rows: z.number(),
    bytes: z.number(),
    exportSeconds: z.number(),
    exportRows: z.record(SqlFormat, z.number()),
  }),
})
export type SqlSchema = z.infer<typeof SqlSchema>
