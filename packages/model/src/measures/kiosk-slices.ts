import type { Figure } from '@retombees/contract/figure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { groupBy } from '../group-by.ts'
import { isPresent } from '../present-tables.ts'
import { isTime, type TimeDimension } from './dimensions.ts'
import { shapeOf } from './fact-table.ts'
import { absentFigure, type FigureFrame } from './figures.ts'
import { allOf } from './filter.ts'
import { type KioskDay, type KioskDays, readKioskDays } from './kiosk-days.ts'
import type { MeasureContext, Measurement, RowId } from './measure-kind.ts'
import { daysOf, unsaid } from './selection.ts'
import { absentTable, refusedMeasurement } from './slices.ts'
import { refusedSplit, splitOf, territoriesOf, whereOf } from './split.ts'

const SOURCES = ['kiosk_sessions', 'kiosk_installations', 'kiosk_outages', 'opening_hours'] as const

/** The figures of the days that a query asks for. Kiosk days know a place and a date, and nothing of persons. */
export async function measureKioskDays(
  db: Kysely<Database>,
  context: MeasureContext,
  figureOf: (days: readonly KioskDay[], frame: FigureFrame, read: KioskDays) => Figure,
): Promise<Measurement> {
  const { query, programme, byTerritory } = context
  const asked = (['gender', 'age', 'kind', 'area', 'theme'] as const).find((each) => query[each].length > 0)
  const log = shapeOf('kiosk_sessions')
  if (asked !== undefined) return refusedMeasurement(context, unsaid(log, asked))
  for (const table of SOURCES) if (!(await isPresent(db, table))) return absentTable(db, table, context)
  const read = await readKioskDays(db)
  const days = daysAsked(read.days, context)
  const figure = (some: readonly KioskDay[], where: Readonly<Record<string, string>>): Figure => {
    const frame = { where, format: context.format, unit: context.unit }
    if (some.length === 0)
      return absentFigure(frame, 'no_data', 'Le journal des bornes ou les horaires ne sont pas chargés.')
    return figureOf(some, frame, read)
  }
  const keyOf = partKey(query.by)
  const parts = keyOf === null ? new Map<string, KioskDay[]>() : groupBy(days, keyOf)
  return {
    provenance: read.provenance,
    whole: figure(days, whereOf(query)),
    byTerritory: byTerritory
      ? territoriesOf(programme, query).map((id) => ({
          territory: id,
          figure: figure(
            days.filter((day) => day.territory === id),
            { ...whereOf(query), territory: id },
          ),
        }))
      : [],
    split:
      query.by !== '' && keyOf === null
        ? refusedSplit(query, unsaid(log, query.by))
        : splitOf(programme, query, log.name, parts.keys(), (key, where) =>
            figure(parts.get(key) ?? [], where),
          ),
  }
}

/** The rows of the outages, installations and hours of the places asked for. */
export async function kioskDayRows(
  db: Kysely<Database>,
  context: MeasureContext,
  provenance: string,
): Promise<readonly RowId[]> {
  const territories = territoriesOf(context.programme, context.query)
  const real =
    provenance === 'simulated'
      ? sql<boolean>`provenance = 'simulated'`
      : sql<boolean>`provenance <> 'simulated'`
  const { centre } = context.query
  const conditions = [
    real,
    sql<boolean>`territory in (${sql.join([...territories])})`,
    ...(centre.length === 0 ? [] : [sql<boolean>`centre in (${sql.join(centre)})`]),
  ]
  const rows = await Promise.all(
    SOURCES.filter((table) => table !== 'kiosk_sessions').map((table) =>
      db
        .selectFrom(sql<RowId>`${sql.table(table)}`.as('fact'))
        .select([sql<string>`load_id`.as('load_id'), sql<number>`row_no`.as('row_no')])
        .where(allOf(conditions))
        .execute(),
    ),
  )
  return rows.flat()
}

function daysAsked(days: readonly KioskDay[], { query, programme }: MeasureContext): readonly KioskDay[] {
  const territories = territoriesOf(programme, query)
  const period = query.period === '' ? null : daysOf(programme, query.period)
  return days.filter(
    ({ territory, centre, day }) =>
      territories.includes(territory) &&
      (query.centre.length === 0 || query.centre.includes(centre)) &&
      (period === null || (period.start <= day && day <= period.end)),
  )
}

function partKey(by: MeasureContext['query']['by']): ((day: KioskDay) => string) | null {
  if (by === '') return null
  if (by === 'territory' || by === 'centre') return (day) => day[by]
  return isTime(by) ? ({ day }) => periodKey(by, day) : null
}

/** The month, quarter or year of a day, as the engine names it (`timeExpression`). */
export function periodKey(by: TimeDimension, day: string): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  switch (by) {
    case 'month':
      return day.slice(0, 7)
    case 'quarter':
      return `${year}-t${Math.ceil(month / 3)}`
    case 'school-year':
      return month < 9 ? `${year - 1}-${year}` : `${year}-${year + 1}`
    case 'civil-year':
      return String(year)
  }
}
