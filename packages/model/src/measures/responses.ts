import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AskedItem } from '../codebook.ts'
import { columnsPresent } from '../present-tables.ts'
import { allOf } from './filter.ts'
import type { RowId, Slice } from './measure-kind.ts'
import { chosenProvenance } from './provenance.ts'
import { BASE, type Tally } from './tally.ts'
import { latestPeriod, type TallyRow, type TallySet } from './tally-rows.ts'

/** The table of a questionnaire's answers, a respondent a row: `responses_staff_2018`. */
export function responsesTable(questionnaire: string): string {
  return `responses_${columnOf(questionnaire)}`
}

/** The column of an item, of a single choice, or of an option of a multiple one: `q4_needs`, `q8__joyeux`. */
export function columnOf(id: string, option?: string): string {
  const name = id.replaceAll('-', '_')
  return option === undefined ? name : `${name}__${option.replaceAll('-', '_')}`
}

/** The column that says why there is no value: `q4_needs__absence`. */
export function absenceOf(id: string): string {
  return columnOf(id, 'absence')
}

/** Those who were asked and got that far: they answered, did not know, or left it blank. */
export function wasAsked(item: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(absenceOf(item))} in ('answered', 'dont-know', 'no-answer')`
}

/** Whether a respondent gave a code. A code that stands for silence is an absence. */
export function gave(asked: AskedItem, code: AskedItem['codes'][number]): RawBuilder<SqlBool> {
  if (code.missing !== undefined) return sql<SqlBool>`${sql.ref(absenceOf(asked.item))} = ${code.missing}`
  if (asked.question.kind === 'multiple')
    return sql<SqlBool>`coalesce(${sql.ref(columnOf(asked.item, code.id))}, false)`
  return sql<SqlBool>`coalesce(${sql.ref(columnOf(asked.item))} = ${code.id}, false)`
}

interface CountRow {
  readonly provenance: string
  readonly territory: string | null
  readonly period: string | null
  readonly base: number | bigint
  readonly loads: string
  readonly [code: string]: unknown
}

/** How many gave each code, by territory and period, of those who were asked. */
export function responsesQuery(db: Kysely<Database>, asked: AskedItem) {
  return db
    .selectFrom(sql<CountRow>`${sql.table(responsesTable(asked.questionnaire))}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      sql<string | null>`territory`.as('territory'),
      sql<string | null>`period`.as('period'),
      sql<number>`count(*)`.as('base'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
      ...asked.codes.map((code, index) =>
        sql<number>`count(*) filter (where ${gave(asked, code)})`.as(`code_${index}`),
      ),
    ])
    .where(wasAsked(asked.item))
    .groupBy([sql`provenance`, sql`territory`, sql`period`])
}

/**
 * The answers to an item as tallies: every code counted, zero included, and the base. Null where the face holds no
 * answers, or where nobody was asked.
 */
export async function readResponses(
  db: Kysely<Database>,
  programme: Programme,
  asked: AskedItem,
): Promise<TallySet | null> {
  if (!(await holdsAnswers(db, asked))) return null
  const read = await responsesQuery(db, asked).execute()
  const provenance = chosenProvenance(read.map((row) => row.provenance))
  if (provenance === null) return null
  const own = read.filter((row) => row.provenance === provenance)
  const period = latestPeriod(
    own.map((row) => row.period),
    programme,
  )
  return {
    from: 'responses',
    provenance,
    period,
    alternatives: [],
    rows: own.filter((row) => row.period === period).flatMap((row) => talliesOf(row as CountRow, asked)),
  }
}

/** Whether the face that is read has the columns of an item: a codebook may have grown since answers were given. */
export async function holdsAnswers(db: Kysely<Database>, asked: AskedItem): Promise<boolean> {
  const present = await columnsPresent(db, responsesTable(asked.questionnaire))
  const options = asked.codes.filter((code) => code.missing === undefined).map((code) => code.id)
  const columns =
    asked.question.kind === 'multiple'
      ? options.map((code) => columnOf(asked.item, code))
      : [columnOf(asked.item)]
  return [absenceOf(asked.item), ...columns].every((column) => present.has(column))
}

/** The answers behind a share of an item: those of everybody who was asked. */
export async function responseRows(
  db: Kysely<Database>,
  asked: AskedItem,
  { provenance, territory }: Slice,
  period: string | null,
): Promise<readonly RowId[]> {
  const conditions = [
    wasAsked(asked.item),
    sql<SqlBool>`provenance = ${provenance}`,
    period === null ? sql<SqlBool>`period is null` : sql<SqlBool>`period = ${period}`,
    ...(territory === undefined ? [] : [sql<SqlBool>`territory = ${territory}`]),
  ]
  return db
    .selectFrom(sql<RowId>`${sql.table(responsesTable(asked.questionnaire))}`.as('fact'))
    .select([sql<string>`load_id`.as('load_id'), sql<number>`row_no`.as('row_no')])
    .where(allOf(conditions))
    .orderBy(sql`load_id`)
    .orderBy(sql`row_no`)
    .execute()
}

function talliesOf(row: CountRow, asked: AskedItem): readonly TallyRow[] {
  const loads = row.loads.split('|')
  const tally = (code: string, n: number): TallyRow => {
    const counted: Tally = { origins: [], loads, codes: [code], n, certainty: 'certain', reason: null }
    return { ...counted, variable: asked.item, territory: row.territory, period: row.period }
  }
  return [
    tally(BASE, Number(row.base)),
    ...asked.codes.map((code, index) => tally(code.id, Number(row[`code_${index}`]))),
  ]
}
