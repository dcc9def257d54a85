import type { Sum } from '@retombees/programme/measure'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decimal, decimalNumber } from '../decimal.ts'
import { columnWords, requireColumns } from './fact-table.ts'
import { absentFigure, knownFigure } from './figures.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

/** Sum of a DECIMAL column over the rows that hold a value; added exactly, turned into a double only at the end. */
export const sum: MeasureKind<z.infer<typeof Sum>> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, summing(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, summing(measure), context, (values, frame) => {
      const exact = values.exact('total')
      if (exact === null) return absentFigure(frame, 'no_data', 'Aucune valeur n’est renseignée.')
      return knownFigure(frame, {
        value: decimalNumber(decimal(exact)),
        base: { kind: measure.base, rule: rule(measure, context.programme), n: values.count('n') },
        intervalNote: 'Total : pas d’intervalle.',
        provenance: values.provenance,
        loads: values.loads,
      })
    }),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, summing(measure), slice, context),
  describe: (measure, programme) => `Somme : ${rule(measure, programme)}.`,
} satisfies MeasureKind<z.infer<typeof Sum>>)

function summing(measure: z.infer<typeof Sum>): SliceMeasure {
  requireColumns(measure.from, [measure.of, ...Object.keys(measure.where)])
  const column = sql.ref(measure.of)
  return {
    table: measure.from,
    where: measure.where,
    and: sql<boolean>`${column} is not null`,
    aggregates: (used) => ({
      n: sql`count(*) filter (where ${used})`,
      total: sql`sum(cast(${column} as decimal(14, 2))) filter (where ${used})`,
    }),
  }
}

function rule(measure: z.infer<typeof Sum>, programme: Parameters<typeof filterWords>[2]): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return `${columnWords(measure.from, measure.of)}${filter ? ` (${filter})` : ''}, valeurs absentes laissées de côté`
}
