import type { Figure } from '@retombees/contract/figure'
import { BLANK, type Query } from '@retombees/contract/query'
import type { Where } from '@retombees/programme/measure'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { typeset } from '../french.ts'
import { type Counts, countsOf } from '../published/counts.ts'
import type { MonthRange } from '../published/period-units.ts'
import { type CodedDimension, columnOfDimension, isTime } from './dimensions.ts'
import { hasColumn, shapeOf } from './fact-table.ts'
import { absentFigure, type FigureFrame } from './figures.ts'
import { isBounds } from './filter.ts'
import type { MeasureContext, Measurement } from './measure-kind.ts'
import { daysOf } from './selection.ts'
import type { SliceMeasure, SliceValues } from './slices.ts'
import { refusedSplit, splitOf, territoriesOf, whereOf } from './split.ts'

/** What an aggregate counts, where it is a count that published cells can give. */
export interface PublishedCount {
  /** Besides the filter of the measure. */
  readonly where?: Where
  /** Different values of this column instead of rows. */
  readonly distinct?: string
}

const CODED: readonly CodedDimension[] = ['territory', 'centre', 'gender', 'age', 'kind', 'area']

/**
 * A measure whose table the face does not hold, taken from published cells: every count of a figure must be published, and
 * whatever is not is suppressed with its reason. Nothing is counted here.
 */
export async function measureCube(
  db: Kysely<Database>,
  measure: SliceMeasure,
  counts: Readonly<Record<string, PublishedCount>>,
  context: MeasureContext,
  figureOf: (values: SliceValues, frame: FigureFrame) => Figure,
): Promise<Measurement> {
  const { programme, query } = context
  const during = query.period === '' ? undefined : monthsAsked(context)
  const asked = Object.entries(counts).map(([name, count]) => ({
    name,
    distinct: count.distinct,
    where: joined(measure, query, count.where ?? {}),
  }))
  const ask = async (by: string | null): Promise<Answers> => {
    const answers = new Map<string, Counts | string>()
    for (const { name, distinct, where } of asked) {
      if (where === null || during === null) answers.set(name, NOT_DETAILED)
      else {
        const answer = await countsOf(db, programme, {
          table: measure.table,
          by: by === null ? [] : [by],
          where,
          ...(distinct === undefined ? {} : { distinct }),
          ...(during === undefined ? {} : { during }),
          ...(query.by !== '' && by === 'period' && isTime(query.by) ? { unit: query.by } : {}),
        })
        answers.set(name, answer.withheld ?? answer)
      }
    }
    return answers
  }
  const figure = (
    answers: Answers,
    by: string | null,
    key: string,
    where: Readonly<Record<string, string>>,
  ) => cubeFigure(answers, by, key, { where, format: context.format, unit: context.unit }, figureOf)

  const whole = await ask(null)
  const territorial = context.byTerritory && hasColumn(measure.table, 'territory')
  const territories = territorial ? await ask('territory') : new Map()
  const by = columnOfSplit(measure, query)
  const parts = by === null ? new Map() : await ask(by)
  const refused = [...parts.values()].find((answer): answer is string => typeof answer === 'string')
  return {
    provenance: provenanceOf(whole),
    whole: figure(whole, null, '', whereOf(query)),
    byTerritory: territorial
      ? territoriesOf(programme, query).map((id) => ({
          territory: id,
          figure: figure(territories, 'territory', id, { ...whereOf(query), territory: id }),
        }))
      : [],
    split:
      refused !== undefined || by === null
        ? refusedSplit(query, refused ?? NOT_DETAILED)
        : splitOf(programme, query, measure.table, keysIn(parts, by), (key, where) =>
            figure(parts, by, key, where),
          ),
  }
}

/** What the cube says of each count of a measure, or why it says nothing. */
type Answers = ReadonlyMap<string, Counts | string>

const NOT_DETAILED = typeset('Aucun tableau publié ne détaille cette demande.')

function cubeFigure(
  answers: Answers,
  by: string | null,
  key: string,
  frame: FigureFrame,
  figureOf: (values: SliceValues, frame: FigureFrame) => Figure,
): Figure {
  const values = new Map<string, number>()
  let periods: readonly string[] = []
  for (const [name, answer] of answers) {
    if (typeof answer === 'string') return absentFigure(frame, 'suppressed', answer)
    const cell = answer.cells.find(({ at }) => by === null || at[by] === key)
    if (!cell) return absentFigure(frame, 'no_data', 'Aucune ligne n’est chargée.')
    if (cell.state === 'suppressed') return absentFigure(frame, 'suppressed', cell.reason)
    values.set(name, cell.n)
    periods = answer.periods ?? []
  }
  const provenance = provenanceOf(answers)
  if (provenance === null) return absentFigure(frame, 'no_data', 'Aucune ligne n’est chargée.')
  const made = figureOf(
    { provenance, loads: [], count: (name) => values.get(name) ?? 0, exact: () => null },
    frame,
  )
  if (made.state !== 'value') return made
  return { ...made, base: { ...made.base, rule: typeset(`${made.base.rule}, ${closedWords(periods)}`) } }
}

/** « période close 2018 », « périodes closes de 2017 à 2019 ». */
function closedWords(periods: readonly string[]): string {
  const [first = '', ...others] = periods
  return others.length === 0 ? `période close ${first}` : `périodes closes de ${first} à ${others.at(-1)}`
}

function provenanceOf(answers: Answers): Counts['provenance'] {
  for (const answer of answers.values()) if (typeof answer !== 'string') return answer.provenance
  return null
}

function keysIn(answers: Answers, by: string): readonly string[] {
  return [...answers.values()].flatMap((answer) =>
    typeof answer === 'string' ? [] : answer.cells.map(({ at }) => at[by] ?? BLANK),
  )
}

function columnOfSplit(measure: SliceMeasure, query: Query): string | null {
  if (query.by === '') return null
  return isTime(query.by) ? 'period' : columnOfDimension(shapeOf(measure.table), query.by)
}

/** The filters of the measure, of one of its counts and of the query, column by column; null where the cube has no words for them. */
function joined(measure: SliceMeasure, query: Query, own: Where): Where | null {
  const filters: Record<string, Where[string]> = { ...measure.where }
  const narrow = (column: string, condition: Where[string]): boolean => {
    const known = filters[column]
    if (known === undefined) {
      filters[column] = condition
      return true
    }
    if (isBounds(known) || isBounds(condition)) return false
    const wanted = asList(condition)
    const both = asList(known).filter((value) => wanted.includes(value))
    if (both.length === 0) return false
    filters[column] = both
    return true
  }
  for (const [column, condition] of Object.entries(own)) if (!narrow(column, condition)) return null
  for (const dimension of CODED) {
    if (query[dimension].length === 0) continue
    const column = columnOfDimension(shapeOf(measure.table), dimension)
    if (column === null || !narrow(column, [...query[dimension]])) return null
  }
  return filters
}

function asList(value: Exclude<Where[string], { not?: unknown }>): readonly (string | number | boolean)[] {
  return Array.isArray(value) ? value : [value as string | number | boolean]
}

/** The months of the period asked for; null when it does not begin and end with a month. */
function monthsAsked({ programme, query }: MeasureContext): MonthRange | null {
  const { start, end } = daysOf(programme, query.period)
  const next = new Date(`${end}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  if (!start.endsWith('-01') || next.getUTCDate() !== 1) return null
  return { from: start.slice(0, 7), to: end.slice(0, 7) }
}
