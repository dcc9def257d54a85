import { BLANK } from '@retombees/contract/query'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type SqlBool, sql } from 'kysely'
import { allOf, condition } from '../measures/filter.ts'
import { chosenProvenance } from '../measures/provenance.ts'
import type { CountedCell, CountQuestion, Counts } from './counts.ts'
import { periodExpression } from './period-units.ts'

interface CountRow {
  readonly provenance: string
  readonly loads: string | null
  readonly n: number | bigint
  readonly [axis: string]: unknown
}

/** The one grouped query of a question. */
export function factCountsQuery(
  db: Kysely<Database>,
  { table, distinct, by = [], unit = 'month', where = {}, during }: CountQuestion,
) {
  const axes = by.map((column, at) =>
    (column === 'period'
      ? periodExpression(unit)
      : sql<string>`coalesce(cast(${sql.ref(column)} as varchar), ${BLANK})`
    ).as(`axis_${at}`),
  )
  const counted = distinct === undefined ? sql`*` : sql`distinct ${sql.ref(distinct)}`
  const conditions = [
    condition(where),
    ...(during ? [sql<SqlBool>`month between ${during.from} and ${during.to}`] : []),
  ]
  return db
    .selectFrom(sql<CountRow>`${sql.table(table)}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      ...axes,
      sql<number>`count(${counted})`.as('n'),
      sql<string | null>`string_agg(distinct load_id, '|')`.as('loads'),
    ])
    .where(allOf(conditions))
    .groupBy([sql`1`, ...by.map((_, at) => sql`${sql.lit(at + 2)}`)])
    .orderBy(sql`1`)
}

/** Which provenances the table has at all: rows that a filter leaves out still say that the source is there. */
export async function provenancesIn(db: Kysely<Database>, table: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom(sql<{ provenance: string }>`${sql.table(table)}`.as('fact'))
    .select(sql<string>`provenance`.as('provenance'))
    .groupBy(sql`provenance`)
    .execute()
  return rows.map((row) => row.provenance)
}

export async function countFacts(db: Kysely<Database>, question: CountQuestion): Promise<Counts> {
  const provenance = chosenProvenance(await provenancesIn(db, question.table))
  const read = await factCountsQuery(db, question).execute()
  const own = read.filter((row) => row.provenance === provenance)
  const by = question.by ?? []
  const cells = own.map(
    (row): CountedCell => ({
      at: Object.fromEntries(by.map((column, at) => [column, String((row as CountRow)[`axis_${at}`])])),
      state: 'value',
      n: Number(row.n),
    }),
  )
  const none: CountedCell = { at: {}, state: 'value', n: 0 }
  return {
    from: 'facts',
    provenance,
    loads: [...new Set(own.flatMap(({ loads }) => loads?.split('|') ?? []))].sort(),
    cells: provenance !== null && by.length === 0 && cells.length === 0 ? [none] : cells,
    periods: null,
    withheld: null,
  }
}
