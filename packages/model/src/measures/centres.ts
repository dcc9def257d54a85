import type { Centres } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { sql } from 'kysely'
import type { z } from 'zod'
import { requireColumns, shapeOf } from './fact-table.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { shareFigure } from './share-figure.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

type CentresMeasure = z.infer<typeof Centres>

/** Centres that have such a row over all the centres of the programme, or of the place asked for: a complete count. */
export const centres: MeasureKind<CentresMeasure> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, counting(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, counting(measure), context, (values, frame) =>
      shareFigure(frame, {
        numerator: values.count('n'),
        denominator: centresOf(context.programme, frame.where).length,
        kind: 'centres',
        rule: `centres du programme, d’après « ${shapeOf(measure.from).words} »${rule(measure, context.programme)}`,
        complete: true,
        provenance: values.provenance,
        loads: values.loads,
      }),
    ),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, counting(measure), slice, context),
  describe: (measure, programme) =>
    `Centres du programme qui ont une ligne au moins dans « ${shapeOf(measure.from).words} »${rule(measure, programme)}, rapportés à tous les centres.`,
} satisfies MeasureKind<CentresMeasure>)

function counting(measure: CentresMeasure): SliceMeasure {
  requireColumns(measure.from, ['centre', ...Object.keys(measure.where)])
  return {
    table: measure.from,
    where: measure.where,
    aggregates: () => ({}),
    distinct: (used) => ({ n: sql`count(distinct centre) filter (where ${used})` }),
  }
}

function centresOf(programme: Programme, where: Readonly<Record<string, string>>) {
  const territories = where.territory?.split(',')
  const asked = where.centre?.split(',')
  return programme.centres.filter(
    ({ id, territory }) => (territories?.includes(territory) ?? true) && (asked?.includes(id) ?? true),
  )
}

function rule(measure: CentresMeasure, programme: Programme): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return filter ? ` (${filter})` : ''
}
