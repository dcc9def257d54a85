import type { IntervalEstimate } from '@retombees/contract/figure'
import type { Mean } from '@retombees/programme/measure'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { decimal, divideHalfUp } from '../decimal.ts'
import { columnWords, requireColumns } from './fact-table.ts'
import { absentFigure, knownFigure, SMALLEST_MEAN_BASE } from './figures.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { type Moments, momentsInterval } from './moments.ts'
import { measureSlices, type SliceMeasure, type SliceValues, sliceQueries, sliceRows } from './slices.ts'

/**
 * Mean of a DECIMAL column over the rows that hold a value: exact sum over count, a score rounded half up to one decimal.
 * Student's interval at 95 %, none under five values.
 */
export const mean: MeasureKind<z.infer<typeof Mean>> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, averaging(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, averaging(measure), context, (values, frame) => {
      const moments = momentsOf(values)
      if (moments === null) return absentFigure(frame, 'no_data', 'Aucune valeur n’est renseignée.')
      return knownFigure(frame, {
        value: Number(divideHalfUp(moments.sum, BigInt(moments.n), frame.format === 'score' ? 1 : 12)),
        base: { kind: measure.base, rule: rule(measure, context.programme), n: moments.n },
        ...intervalOf(moments),
        provenance: values.provenance,
        loads: values.loads,
      })
    }),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, averaging(measure), slice, context),
  describe: (measure, programme) => `Moyenne : ${rule(measure, programme)}.`,
} satisfies MeasureKind<z.infer<typeof Mean>>)

/** Sum, sum of squares and count of a column, exactly. */
export function momentAggregates(value: ReturnType<typeof sql>, used: RawBuilder<SqlBool>) {
  const exact = sql`cast(${value} as decimal(14, 2))`
  return {
    n: sql`count(*) filter (where ${used})`,
    total: sql`sum(${exact}) filter (where ${used})`,
    squares: sql`sum(${exact} * ${exact}) filter (where ${used})`,
  }
}

export function momentsOf(values: SliceValues): Moments | null {
  const n = values.count('n')
  const total = values.exact('total')
  const squares = values.exact('squares')
  if (n === 0 || total === null || squares === null) return null
  return { n, sum: decimal(total), squares: decimal(squares) }
}

export function intervalOf(moments: Moments): { interval: IntervalEstimate | null; intervalNote?: string } {
  if (moments.n < SMALLEST_MEAN_BASE) {
    return { interval: null, intervalNote: 'Moins de cinq valeurs : pas d’intervalle.' }
  }
  const interval = momentsInterval(moments)
  if (interval === null) {
    return { interval: null, intervalNote: 'Toutes les valeurs sont égales : pas d’intervalle.' }
  }
  return { interval: { ...interval, method: 't' } }
}

function averaging(measure: z.infer<typeof Mean>): SliceMeasure {
  requireColumns(measure.from, [measure.of, ...Object.keys(measure.where)])
  const column = sql.ref(measure.of)
  return {
    table: measure.from,
    where: measure.where,
    and: sql<boolean>`${column} is not null`,
    aggregates: (used) => momentAggregates(column, used),
  }
}

function rule(measure: z.infer<typeof Mean>, programme: Parameters<typeof filterWords>[2]): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return `${columnWords(measure.from, measure.of)}${filter ? ` (${filter})` : ''}, valeurs absentes laissées de côté`
}
