import type { Distinct } from '@retombees/programme/measure'
import { sql } from 'kysely'
import type { z } from 'zod'
import { BASE_WORDS } from '../base-words.ts'
import { requireColumns } from './fact-table.ts'
import { knownFigure } from './figures.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

/** Distinct values of a column. The whole is counted afresh: it is not the sum of the territories. */
export const distinct: MeasureKind<z.infer<typeof Distinct>> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, counting(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, counting(measure), context, (values, frame) => {
      const n = values.count('n')
      return knownFigure(frame, {
        value: n,
        numerator: n,
        base: { kind: measure.base, rule: rule(measure, context.programme), n },
        intervalNote:
          'Dénombrement : pas d’intervalle. Un même élément ne compte qu’une fois dans l’ensemble.',
        provenance: values.provenance,
        loads: values.loads,
      })
    }),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, counting(measure), slice, context),
  describe: (measure, programme) => `Nombre ${rule(measure, programme)}.`,
} satisfies MeasureKind<z.infer<typeof Distinct>>)

function counting(measure: z.infer<typeof Distinct>): SliceMeasure {
  requireColumns(measure.from, [measure.of, ...Object.keys(measure.where)])
  return {
    table: measure.from,
    where: measure.where,
    counts: { n: { distinct: measure.of } },
    aggregates: () => ({}),
    distinct: (used) => ({ n: sql`count(distinct ${sql.ref(measure.of)}) filter (where ${used})` }),
  }
}

function rule(measure: z.infer<typeof Distinct>, programme: Parameters<typeof filterWords>[2]): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return `${BASE_WORDS[measure.base].of} différents${filter ? ` (${filter})` : ''}`
}
