import type { Count } from '@retombees/programme/measure'
import { sql } from 'kysely'
import type { z } from 'zod'
import { BASE_WORDS } from '../base-words.ts'
import { requireColumns } from './fact-table.ts'
import { knownFigure } from './figures.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

/** Rows of a fact table. Zero is a count: it needs the source to be there, not a row that matches. */
export const count: MeasureKind<z.infer<typeof Count>> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, counting(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, counting(measure), context, (values, frame) => {
      const n = values.count('n')
      return knownFigure(frame, {
        value: n,
        numerator: n,
        base: { kind: measure.base, rule: rule(measure, context.programme), n },
        intervalNote: 'Dénombrement : pas d’intervalle.',
        provenance: values.provenance,
        loads: values.loads,
      })
    }),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, counting(measure), slice, context),
  describe: (measure, programme) => `Nombre ${rule(measure, programme)}.`,
} satisfies MeasureKind<z.infer<typeof Count>>)

function counting(measure: z.infer<typeof Count>): SliceMeasure {
  requireColumns(measure.from, Object.keys(measure.where))
  return {
    table: measure.from,
    where: measure.where,
    counts: { n: {} },
    aggregates: (used) => ({ n: sql`count(*) filter (where ${used})` }),
  }
}

function rule(measure: z.infer<typeof Count>, programme: Parameters<typeof filterWords>[2]): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return `${BASE_WORDS[measure.base].of}${filter ? ` (${filter})` : ''}`
}
