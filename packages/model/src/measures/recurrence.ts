import type { Recurrence } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { sql } from 'kysely'
import type { z } from 'zod'
import { requireColumns } from './fact-table.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { shareFigure } from './share-figure.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

type RecurrenceMeasure = z.infer<typeof Recurrence>

/** Share of the persons recognised who have several rows. A person of two places counts in each, and once in the whole. */
export const recurrence: MeasureKind<RecurrenceMeasure> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, returning(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, returning(measure), context, (values, frame) =>
      shareFigure(frame, {
        numerator: values.count('numerator'),
        denominator: values.count('denominator'),
        kind: 'persons',
        rule: `personnes reconnues d’une ligne à l’autre${rule(measure, context.programme)}`,
        complete: true,
        provenance: values.provenance,
        loads: values.loads,
      }),
    ),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, returning(measure), slice, context),
  describe: (measure, programme) =>
    `Part des personnes reconnues${rule(measure, programme)} qui ont ${measure.times} participations au moins.`,
} satisfies MeasureKind<RecurrenceMeasure>)

function returning(measure: RecurrenceMeasure): SliceMeasure {
  requireColumns(measure.from, [measure.person, ...Object.keys(measure.where)])
  return {
    table: measure.from,
    where: measure.where,
    and: sql<boolean>`${sql.ref(measure.person)} is not null`,
    aggregates: () => ({}),
    persons: {
      column: measure.person,
      each: { times: sql`count(*)` },
      over: {
        denominator: sql`count(*)`,
        numerator: sql`count(*) filter (where times >= ${measure.times})`,
      },
    },
  }
}

function rule(measure: RecurrenceMeasure, programme: Programme): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return filter ? ` (${filter})` : ''
}
