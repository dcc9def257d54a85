import type { Dimension } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import { type RawBuilder, sql } from 'kysely'

/** A table as a query sees it: its name, what it is in French, and the columns that it has. */
export interface TableShape {
  readonly name: string
  readonly words: string
  readonly columns: ReadonlySet<string>
}

/** The dimensions that a code is written for, and the column that holds it. */
const COLUMNS = Object.freeze({
  territory: 'territory',
  centre: 'centre',
  gender: 'gender',
  age: 'age_band',
  kind: 'kind',
  area: 'area',
  theme: 'theme',
} as const)
export type CodedDimension = keyof typeof COLUMNS
export type TimeDimension = Exclude<Dimension, CodedDimension>

/** Columns of that name that say something else: a skill area is no area of intervention. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = Object.freeze({
  skill_assessments: ['area'],
  logic_nodes: ['kind'],
  opening_hours: ['kind'],
})

/** « le genre », « le type »: what a table would have to say. */
export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = Object.freeze({
  territory: 'le territoire',
  centre: 'le centre',
  month: 'le mois',
  quarter: 'le trimestre',
  'school-year': 'l’année scolaire',
  'civil-year': 'l’année civile',
  gender: 'le genre',
  age: 'l’âge',
  kind: 'le type',
  area: 'le registre d’intervention',
  theme: 'la thématique',
})

export function isTime(dimension: Dimension): dimension is TimeDimension {
  return !(dimension in COLUMNS)
}

/** The column of a table that holds a dimension; null when it has none. */
export function columnOfDimension(table: TableShape, dimension: CodedDimension): string | null {
  const column = COLUMNS[dimension]
  if (!table.columns.has(column) || OTHERWISE[table.name]?.includes(column)) return null
  return column
}

/** The month, quarter or year of a row; null when the table does not date its rows so finely. */
export function timeExpression(
  table: TableShape,
  dimension: TimeDimension,
): RawBuilder<string | null> | null {
  if (!table.columns.has('day')) {
    if (!table.columns.has('year') || dimension !== 'civil-year') return null
    return sql<string | null>`cast(year as varchar)`
  }
  switch (dimension) {
    case 'month':
      return table.columns.has('month')
        ? sql<string | null>`month`
        : sql<string | null>`strftime(day, '%Y-%m')`
    case 'quarter':
      return sql<
        string | null
      >`(cast(extract(year from day) as varchar) || '-t' || cast(extract(quarter from day) as varchar))`
    case 'school-year':
      return sql<
        string | null
      >`(cast(extract(year from day) - (case when extract(month from day) < 9 then 1 else 0 end) as varchar) || '-' || cast(extract(year from day) + (case when extract(month from day) < 9 then 0 else 1 end) as varchar))`
    case 'civil-year':
      return sql<string | null>`cast(extract(year from day) as varchar)`
  }
}

/** The codes that a column may hold with their labels, in the order of their lists: what the programme's sources read it with. */
export function codesOfColumn(
  programme: Programme,
  table: string,
  column: string,
): readonly { id: string; label: string }[] {
  const lists = programme.sources
    .filter((source) => source.table === table)
    .flatMap((source) => {
      const { codes } = source.fields[column] ?? {}
      if (typeof codes === 'string') return listOf(programme, codes)
      return Object.entries(codes ?? {}).map(([label, id]) => ({ id, label }))
    })
  return [...new Map(lists.map((code) => [code.id, code])).values()]
}

function listOf(programme: Programme, name: string): readonly { id: string; label: string }[] {
  const own: Readonly<Record<string, readonly { id: string; label: { fr: string } }[]>> = {
    territories: programme.territories,
    centres: programme.centres,
    areas: programme.areas,
    prototypes: programme.prototypes,
    funders: programme.funders,
  }
  const list = own[name] ?? programme.vocabularies.find((each) => each.id === name)?.codes ?? []
  return list.map(({ id, label }) => ({ id, label: label.fr }))
}
