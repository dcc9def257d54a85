import { BLANK, DEFAULT_QUERY, type Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AskedItem } from '../codebook.ts'
import { groupBy } from '../group-by.ts'
import { columnsPresent } from '../present-tables.ts'
import type { TableShape } from './dimensions.ts'
import { allOf } from './filter.ts'
import type { MeasureContext, RowId, Slice } from './measure-kind.ts'
import { chosenProvenance } from './provenance.ts'
import { type Refusal, type Selection, selectRows } from './selection.ts'
import { BASE, type Tally } from './tally.ts'
import { latestPeriod, periodsWithin, type TallyRow, type TallySet } from './tally-rows.ts'

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

const ASKED: readonly string[] = Object.freeze(['answered', 'dont-know', 'no-answer'])

/** Those who were asked and got that far: they answered, did not know, or left it blank. */
export function wasAsked(item: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(absenceOf(item))} in (${sql.join(ASKED.map((each) => sql.lit(each)))})`
}

/** Whether what stands in the column of absences says that somebody was asked (`wasAsked`). */
export function isAsked(absence: string | null): boolean {
  return absence !== null && ASKED.includes(absence)
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
  readonly part: string | null
  readonly base: number | bigint
  readonly loads: string
  readonly [code: string]: unknown
}

/** The table of a questionnaire's answers as a query sees it: a profile is a column where the questionnaire asks for it. */
async function answersShape(db: Kysely<Database>, asked: AskedItem): Promise<TableShape> {
  const name = responsesTable(asked.questionnaire)
  return { name, words: 'Réponses au questionnaire', columns: await columnsPresent(db, name) }
}

/** What a query asks of answers. Without a day of answering, a period keeps whole waves. */
function selectAnswers(programme: Programme, shape: TableShape, query: Query): Selection | Refusal {
  const period = shape.columns.has('day') ? query.period : ''
  return selectRows(programme, shape, {}, { ...query, period })
}

/** How many gave each code, by territory, period and part, of those who were asked. */
export function responsesQuery(
  db: Kysely<Database>,
  asked: AskedItem,
  { kept, split }: Pick<Selection, 'kept' | 'split'> = { kept: sql<SqlBool>`true`, split: null },
  filters: readonly RawBuilder<SqlBool>[] = [],
) {
  return db
    .selectFrom(sql<CountRow>`${sql.table(responsesTable(asked.questionnaire))}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      sql<string | null>`territory`.as('territory'),
      sql<string | null>`period`.as('period'),
      (split ?? sql<null>`null`).as('part'),
      sql<number>`count(*)`.as('base'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
      ...asked.codes.map((code, index) =>
        sql<number>`count(*) filter (where ${gave(asked, code)})`.as(`code_${index}`),
      ),
    ])
    .where(allOf([wasAsked(asked.item), kept, ...filters]))
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`])
}

/**
 * The answers to an item as tallies: every code counted, zero included, and the base; of those whom every filter keeps.
 * Null where the face holds no answers, or where nobody was asked.
 */
export async function readResponses(
  db: Kysely<Database>,
  programme: Programme,
  asked: AskedItem,
  query: Query = DEFAULT_QUERY,
  filters: readonly RawBuilder<SqlBool>[] = [],
): Promise<TallySet | null> {
  if (!(await holdsAnswers(db, asked))) return null
  const shape = await answersShape(db, asked)
  const selection = selectAnswers(programme, shape, query)
  const refused = 'refused' in selection ? selection.refused : null
  const read = await responsesQuery(
    db,
    asked,
    'refused' in selection ? undefined : selection,
    filters,
  ).execute()
  const provenance = chosenProvenance(read.map((row) => row.provenance))
  if (provenance === null) return null
  const own = read.filter((row) => row.provenance === provenance) as CountRow[]
  const present = own.map((row) => row.period)
  const wanted = shape.columns.has('day') ? present : periodsWithin(present, programme, query)
  const period = latestPeriod(wanted, programme)
  const rows = own.filter((row) => wanted.includes(row.period) && row.period === period)
  return {
    from: 'responses',
    table: shape.name,
    provenance,
    period,
    alternatives: [],
    refused,
    splitRefused: 'refused' in selection ? selection.refused : selection.splitRefused,
    parts:
      'refused' in selection || selection.split === null
        ? null
        : new Map(
            [...groupBy(rows, (row) => row.part ?? BLANK).values()].map((some) => [
              some[0]?.part ?? null,
              some.flatMap((row) => talliesOf(row, asked)),
            ]),
          ),
    rows: [...groupBy(rows, (row) => row.territory ?? BLANK).values()].flatMap((some) =>
      talliesOf(added(some, asked), asked),
    ),
  }
}

/** The counts of several parts of one territory, added. */
function added(rows: readonly CountRow[], asked: AskedItem): CountRow {
  const [first, ...others] = rows
  if (!first) throw new RangeError('no rows to add')
  const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0)
  if (others.length === 0) return first
  return {
    ...first,
    base: sum('base'),
    loads: [...new Set(rows.flatMap((row) => row.loads.split('|')))].join('|'),
    ...Object.fromEntries(asked.codes.map((_, index) => [`code_${index}`, sum(`code_${index}`)])),
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

/** The answers behind a share of an item: those of everybody who was asked and whom the query keeps. */
export async function responseRows(
  db: Kysely<Database>,
  { programme, query }: Pick<MeasureContext, 'programme' | 'query'>,
  asked: AskedItem,
  { provenance }: Slice,
  period: string | null,
): Promise<readonly RowId[]> {
  const selection = selectAnswers(programme, await answersShape(db, asked), { ...query, by: '' })
  if ('refused' in selection) return []
  const conditions = [
    wasAsked(asked.item),
    sql<SqlBool>`provenance = ${provenance}`,
    period === null ? sql<SqlBool>`period is null` : sql<SqlBool>`period = ${period}`,
    selection.kept,
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
