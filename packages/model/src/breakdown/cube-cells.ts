import type { AxisId } from '@retombees/contract/breakdown-search'
import { BLANK, type Query } from '@retombees/contract/query'
import type { Where } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { daysOf } from '../measures/selection.ts'
import { type Counts, countsOf } from '../published/counts.ts'
import type { MonthRange, PeriodUnit } from '../published/period-units.ts'
import { cubeColumn } from './axes.ts'
import type { Counted } from './counted.ts'
import type { Group, Groups } from './fact-cells.ts'

/** What the published cells say: groups as from facts, those that are masked by their reason; or why there is nothing. */
export interface CubeGroups extends Groups {
  readonly withheld: string | null
  readonly periods: readonly string[]
}

const UNITS: Readonly<Partial<Record<AxisId, PeriodUnit>>> = Object.freeze({
  month: 'month',
  quarter: 'quarter',
  'school-year': 'school-year',
  'civil-year': 'civil-year',
})

const NEVER =
  'Aucun tableau publié ne détaille cette mesure : elle n’est montrée qu’aux équipes d’évaluation.'

/** The same groups as from facts, taken from published cells: nothing is counted here, and nothing is subtracted. */
export async function cubeGroups(
  db: Kysely<Database>,
  programme: Programme,
  measure: Counted,
  query: Query,
  axes: { rows: AxisId; columns: AxisId | null },
): Promise<CubeGroups> {
  const where = whereOf(measure, query)
  const during = query.period === '' ? undefined : monthsOf(programme, query.period)
  const rows = cubeColumn(measure, axes.rows)
  const columns = axes.columns === null ? null : cubeColumn(measure, axes.columns)
  const unaskable = rows === null || (axes.columns !== null && columns === null)
  if (measure.value === 'heads' || where === null || during === null || unaskable) return nothing(NEVER)
  const unit = UNITS[axes.rows] ?? (axes.columns === null ? undefined : UNITS[axes.columns])
  const ask = (by: readonly string[]) =>
    countsOf(db, programme, {
      table: measure.table,
      ...(measure.value === 'persons' ? { distinct: 'person' } : {}),
      by,
      ...(unit === undefined ? {} : { unit }),
      where,
      ...(during === undefined ? {} : { during }),
    })
  const whole = await ask([])
  const cells = await ask(columns === null ? [rows] : [rows, columns])
  if (cells.withheld !== null) return { ...nothing(cells.withheld), provenance: cells.provenance }
  return {
    provenance: cells.provenance,
    withheld: null,
    periods: cells.periods ?? [],
    groups: [...groupsOf(whole, null, null), ...groupsOf(cells, rows, columns)],
  }
}

function nothing(withheld: string): CubeGroups {
  return { provenance: null, groups: [], periods: [], withheld }
}

function groupsOf(counts: Counts, rows: string | null, columns: string | null): Group[] {
  const key = (at: Readonly<Record<string, string>>, column: string | null) => {
    if (column === null) return null
    return at[column] ?? BLANK
  }
  return counts.cells.map((cell) => ({
    row: key(cell.at, rows),
    column: key(cell.at, columns),
    n: cell.state === 'value' ? cell.n : 0,
    rows: cell.state === 'value' ? cell.n : 0,
    uncounted: 0,
    loads: counts.loads,
    hidden: cell.state === 'suppressed' ? cell.reason : null,
  }))
}

const FILTERS = {
  territory: 'territory',
  centre: 'centre',
  gender: 'gender',
  age: 'age_band',
  kind: 'kind',
  area: 'area',
} as const

/** The filters as the cube knows them; null where a measure keeps other kinds than those asked for. */
function whereOf(measure: Counted, query: Query): Where | null {
  const where: Record<string, Where[string]> = { ...measure.where }
  for (const [dimension, column] of Object.entries(FILTERS) as [keyof typeof FILTERS, string][]) {
    const codes = query[dimension].map((code) => (code === BLANK ? BLANK : code))
    if (codes.length === 0) continue
    if (where[column] !== undefined) return null
    where[column] = codes
  }
  return where
}

/** Whole months; null for a period that begins or ends within one: the cube has nothing so fine. */
function monthsOf(programme: Programme, period: string): MonthRange | null {
  const { start, end } = daysOf(programme, period)
  const last = new Date(Date.UTC(Number(end.slice(0, 4)), Number(end.slice(5, 7)), 0)).getUTCDate()
  if (!start.endsWith('-01') || Number(end.slice(8)) !== last) return null
  return { from: start.slice(0, 7), to: end.slice(0, 7) }
}
