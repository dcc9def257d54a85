import type { AxisId } from '@retombees/contract/breakdown-search'
import type { Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { shapeOf } from '../measures/fact-table.ts'
import { allOf } from '../measures/filter.ts'
import { type Refusal, selectRows } from '../measures/selection.ts'
import type { Counted } from './counted.ts'

/** The rows that a measure and a query keep, and the rows of the places and days asked for. */
export interface Selected {
  readonly placed: RawBuilder<SqlBool>
  readonly kept: RawBuilder<SqlBool>
}

/** The workshops of each area, from the calendar: sheets and head counts only say the number of the workshop. */
export async function workshopsByArea(db: Kysely<Database>): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('workshops')
    .select(['area', 'workshop'])
    .where('area', 'is not', null)
    .groupBy(['area', 'workshop'])
    .orderBy('workshop')
    .execute()
  const areas = new Map<string, string[]>()
  for (const { area, workshop } of rows) {
    if (area !== null) areas.set(area, [...(areas.get(area) ?? []), workshop])
  }
  return areas
}

/** Reads a query for a measure. A margin that is an axis is read as that margin; two margins at once are refused. */
export function selectionFor(
  programme: Programme,
  measure: Counted,
  query: Query,
  axes: readonly AxisId[],
  areas: ReadonlyMap<string, readonly string[]>,
): Selected | Refusal {
  const shape = shapeOf(measure.table)
  const byArea = query.area.length > 0 && !shape.columns.has('area') && shape.columns.has('workshop')
  const margins = measure.value === 'heads' ? axes.filter((axis) => axis === 'gender' || axis === 'age') : []
  const [margin, second] = margins
  if (second !== undefined) return { refused: crossRefused(shape.words) }
  const asked: Query = {
    ...query,
    ...(byArea ? { area: [] } : {}),
    by: margin === 'gender' || margin === 'age' ? margin : '',
  }
  if (
    margin !== undefined &&
    (['gender', 'age'] as const).some((each) => each !== margin && query[each].length > 0)
  )
    return { refused: crossRefused(shape.words) }
  const selection = selectRows(programme, shape, measure.where, asked)
  if ('refused' in selection) return selection
  if (selection.splitRefused !== null) return { refused: selection.splitRefused }
  if (!byArea) return selection
  const workshops = query.area.flatMap((area) => areas.get(area) ?? [])
  const inArea =
    workshops.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`workshop in (${sql.join(workshops)})`
  return { placed: selection.placed, kept: allOf([selection.kept, inArea]) }
}

function crossRefused(words: string): string {
  return `« ${words} » compte les participants par genre et, à part, par âge : leur croisement n’a pas été relevé, et il n’est pas inventé.`
}
