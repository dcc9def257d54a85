import type { Share } from '@retombees/programme/measure'
import { sql } from 'kysely'
import type { z } from 'zod'
import { BASE_WORDS } from '../base-words.ts'
import { requireColumns } from './fact-table.ts'
import { boundedColumns, comparable, condition } from './filter.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { shareFigure } from './share-figure.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

/**
 * Share of the rows (or of the distinct values of `of`) kept by `where` that also meet `having`. A blank in a column that
 * `having` compares with a bound leaves the base: it is neither above nor below. The whole is a ratio of sums.
 */
export const share: MeasureKind<z.infer<typeof Share>> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, sharing(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, sharing(measure), context, (values, frame) =>
      shareFigure(frame, {
        numerator: values.count('numerator'),
        denominator: values.count('denominator'),
        kind: measure.base,
        rule: baseRule(measure, context.programme),
        complete: measure.complete,
        provenance: values.provenance,
        loads: values.loads,
      }),
    ),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, sharing(measure), slice, context),
  describe: (measure, programme) =>
    `Part, parmi les ${baseRule(measure, programme)}, de ceux qui répondent à : ${filterWords(measure.from, measure.having, programme)}.`,
} satisfies MeasureKind<z.infer<typeof Share>>)

function sharing(measure: z.infer<typeof Share>): SliceMeasure {
  const columns = [...Object.keys(measure.where), ...Object.keys(measure.having)]
  requireColumns(measure.from, measure.of === undefined ? columns : [measure.of, ...columns])
  const unit = measure.of === undefined ? sql`*` : sql`distinct ${sql.ref(measure.of)}`
  const counts: SliceMeasure['aggregates'] = (used) => ({
    denominator: sql`count(${unit}) filter (where ${used})`,
    numerator: sql`count(${unit}) filter (where ${used} and ${condition(measure.having)})`,
  })
  return {
    table: measure.from,
    where: measure.where,
    and: comparable(measure.having),
    ...(boundedColumns(measure.having).length > 0 ? {} : { counts: publishedCounts(measure) }),
    ...(measure.of === undefined ? { aggregates: counts } : { aggregates: () => ({}), distinct: counts }),
  }
}

function publishedCounts({ of, having }: z.infer<typeof Share>) {
  const unit = of === undefined ? {} : { distinct: of }
  return { denominator: unit, numerator: { ...unit, where: having } }
}

function baseRule(measure: z.infer<typeof Share>, programme: Parameters<typeof filterWords>[2]): string {
  const filter = filterWords(measure.from, measure.where, programme)
  const blanks = boundedColumns(measure.having).length > 0 ? ', valeurs absentes laissées de côté' : ''
  return `${BASE_WORDS[measure.base].many}${filter ? ` (${filter})` : ''}${blanks}`
}
