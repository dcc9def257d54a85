import { type Period, periodOf } from '@retombees/contract/period'
import { BLANK, type Dimension, type Query } from '@retombees/contract/query'
import type { Where } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { unknownId } from '../errors.ts'
import { sentence } from '../french.ts'
import {
  type CodedDimension,
  codesOfColumn,
  columnOfDimension,
  DIMENSION_WORDS,
  isTime,
  type TableShape,
  timeExpression,
} from './dimensions.ts'
import { allOf, condition } from './filter.ts'

/** A query read for one table: which rows it asks for, and what they are split by. */
export interface Selection {
  /** The rows of the places and days asked for: where there is none the source does not speak. */
  readonly placed: RawBuilder<SqlBool>
  /** Those of them that the measure and the query keep; none is a zero. */
  readonly kept: RawBuilder<SqlBool>
  /** What the rows are split by; null when nothing is asked, or when it is refused. */
  readonly split: RawBuilder<string | null> | null
  /** Why the split is refused, in French. */
  readonly splitRefused: string | null
}

/** Why a table cannot answer a query, in French: it has no such column, or holds margins only. */
export interface Refusal {
  readonly refused: string
}

/** People counted apart by each of several margins, in one table: never a cross of two of them. */
const MARGINS: Readonly<Record<string, Readonly<Partial<Record<Dimension, string>>>>> = Object.freeze({
  head_counts: Object.freeze({ gender: 'gender', age: 'age_band' }),
})
const TOTAL = 'total'

const CODED = ['territory', 'centre', 'gender', 'age', 'kind', 'area', 'theme'] as const
/** These say where: a place without a row has no data, a gender without a row has a zero. */
const PLACES: readonly Dimension[] = ['territory', 'centre']

/** Reads a query for one table and the filter of its measure. Throws a ModelError on a period that is none. */
export function selectRows(
  programme: Programme,
  table: TableShape,
  where: Where,
  query: Query,
): Selection | Refusal {
  const margin = marginAsked(table, where, query)
  if ('refused' in margin) return margin
  const placed: RawBuilder<SqlBool>[] = margin.placed === null ? [] : [margin.placed]
  const kept: RawBuilder<SqlBool>[] = [condition(margin.where)]
  for (const dimension of CODED) {
    const codes = query[dimension]
    if (codes.length === 0) continue
    const column = margin.column(dimension) ?? columnOfDimension(table, dimension)
    if (column === null) return { refused: unsaid(table, dimension) }
    const unknown = unknownCode(programme, table, dimension, column, codes)
    if (unknown !== null) return { refused: unknown }
    const filter = oneOfCodes(column, codes)
    if (PLACES.includes(dimension)) placed.push(filter)
    else kept.push(filter)
  }
  const days = query.period === '' ? null : daysOf(programme, query.period)
  if (days) {
    const filter = within(table, days)
    if (filter === null) return { refused: undated(table) }
    placed.push(filter)
  }
  const split = query.by === '' ? null : splitBy(table, query.by, margin)
  const refused = split !== null && 'refused' in split ? split.refused : null
  return {
    placed: allOf(placed),
    kept: allOf([...placed, ...kept]),
    split: split !== null && !('refused' in split) ? split : null,
    splitRefused: refused,
  }
}

/** The days of a period asked for: one of the programme's, or one that spells itself. Throws a ModelError otherwise. */
export function daysOf(programme: Programme, period: string): Period {
  const own = programme.periods.find((each) => each.id === period)
  if (own) return { start: own.start, end: own.end }
  const spelt = periodOf(period)
  if (spelt) return spelt
  throw unknownId('unknown-period', 'Période', period, [
    ...programme.periods.map((each) => each.id),
    '2018-09',
    '2018-t3',
    '2018-2019',
    '2018',
    '2018-09-01..2018-12-31',
  ])
}

/** « “Journal des bornes” ne dit pas le genre. » */
export function unsaid({ words }: Pick<TableShape, 'words'>, dimension: Dimension): string {
  return sentence(`« ${words} » ne dit pas ${DIMENSION_WORDS[dimension]} : ce découpage n’existe pas`)
}

interface Margin {
  readonly where: Where
  /** The rows of that margin, in a table that holds several. */
  readonly placed: RawBuilder<SqlBool> | null
  column(dimension: Dimension): string | null
}

/** A table of margins is read by the one that the query asks for, in place of its totals. */
function marginAsked(table: TableShape, where: Where, query: Query): Margin | Refusal {
  const margins = MARGINS[table.name]
  const none: Margin = { where, placed: null, column: () => null }
  if (!margins) return none
  const asked = (Object.keys(margins) as CodedDimension[]).filter((each) => query[each].length > 0)
  const [first, ...others] = asked.length > 0 || !(query.by in margins) ? asked : [query.by as CodedDimension]
  if (first === undefined) return none
  const variable = margins[first]
  if (others.length > 0 || variable === undefined) return { refused: crossed(table) }
  if (where.variable !== TOTAL && where.variable !== variable) return { refused: crossed(table) }
  return {
    where: { ...where, variable },
    placed: sql<SqlBool>`variable = ${variable}`,
    column: (dimension) => (dimension === first ? 'code' : null),
  }
}

function crossed({ words }: TableShape): string {
  return sentence(
    `« ${words} » compte les participants par genre et, à part, par âge : leur croisement n’a pas été relevé`,
  )
}

function splitBy(table: TableShape, by: Dimension, margin: Margin): RawBuilder<string | null> | Refusal {
  if (isTime(by)) return timeExpression(table, by) ?? { refused: unsaid(table, by) }
  const counted = margin.column(by)
  if (counted !== null) return sql<string | null>`${sql.ref(counted)}`
  if (MARGINS[table.name]?.[by] !== undefined) return { refused: crossed(table) }
  const column = columnOfDimension(table, by)
  return column === null ? { refused: unsaid(table, by) } : sql<string | null>`${sql.ref(column)}`
}

function unknownCode(
  programme: Programme,
  table: TableShape,
  dimension: CodedDimension,
  column: string,
  codes: readonly string[],
): string | null {
  if (PLACES.includes(dimension)) return null
  const known = codesOfColumn(programme, table.name, column)
  if (known.length === 0) return null
  const unknown = codes.find((code) => code !== BLANK && !known.some((each) => each.id === code))
  if (unknown === undefined) return null
  return sentence(`« ${table.words} » ne connaît pas « ${unknown} » pour ${DIMENSION_WORDS[dimension]}`)
}

function oneOfCodes(column: string, codes: readonly string[]): RawBuilder<SqlBool> {
  const given = codes.filter((code) => code !== BLANK)
  const blank = sql<SqlBool>`${sql.ref(column)} is null`
  if (given.length === 0) return blank
  const among = sql<SqlBool>`${sql.ref(column)} in (${sql.join(given)})`
  return given.length === codes.length ? among : sql<SqlBool>`(${blank} or ${among})`
}

function within(table: TableShape, { start, end }: Period): RawBuilder<SqlBool> | null {
  if (table.columns.has('day')) {
    return sql<SqlBool>`day between cast(${start} as date) and cast(${end} as date)`
  }
  const whole = start.endsWith('-01-01') && end.endsWith('-12-31')
  if (!table.columns.has('year') || !whole) return null
  return sql<SqlBool>`year between ${Number(start.slice(0, 4))} and ${Number(end.slice(0, 4))}`
}

function undated(table: TableShape): string {
  return table.columns.has('year')
    ? sentence(`« ${table.words} » ne compte que par année civile`)
    : sentence(`« ${table.words} » ne porte pas de jour : aucune période ne s’y découpe`)
}
