import type { Query } from '@retombees/contract/query'
import type { Transfer } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { frenchList } from '../french.ts'
import { codesOfColumn, isTime } from './dimensions.ts'
import { requireColumns } from './fact-table.ts'
import type { MeasureKind } from './measure-kind.ts'
import { shareFigure } from './share-figure.ts'
import { measureSlices, type SliceMeasure, sliceQueries, sliceRows } from './slices.ts'

type TransferMeasure = z.infer<typeof Transfer>

/**
 * Share of the persons who came to one kind and, on a later day, to another; or who never came back. A person is known
 * by one key in every centre, so that a transfer between two centres is one.
 */
export const transfer: MeasureKind<TransferMeasure> = Object.freeze({
  queries: (db, measure, context) => sliceQueries(db, moving(measure), context),
  measure: (db, measure, context) =>
    measureSlices(db, moving(measure), context, (values, frame) =>
      shareFigure(frame, {
        numerator: values.count('numerator'),
        denominator: values.count('denominator'),
        kind: 'persons',
        rule: `personnes reconnues, venues à ${names(measure, measure.start, context.programme)}`,
        complete: true,
        provenance: values.provenance,
        loads: values.loads,
      }),
    ),
  rowsBehind: (db, measure, slice, context) => sliceRows(db, moving(measure), slice, context),
  describe: (measure, programme) => {
    const came = `Part, parmi les personnes reconnues venues à ${names(measure, measure.start, programme)}, de celles`
    return measure.next === undefined
      ? `${came} qui ne sont plus revenues à rien après ce premier jour.`
      : `${came} qui sont venues un autre jour, plus tard, à ${names(measure, measure.next, programme)}.`
  },
} satisfies MeasureKind<TransferMeasure>)

function moving(measure: TransferMeasure): SliceMeasure {
  requireColumns(measure.from, [measure.person, measure.step, 'day', ...Object.keys(measure.where)])
  const step = sql.ref(measure.step)
  const among = (codes: readonly string[]): RawBuilder<unknown> =>
    sql`filter (where ${step} in (${sql.join([...codes])}))`
  return {
    table: measure.from,
    where: measure.where,
    and: sql<boolean>`${sql.ref(measure.person)} is not null`,
    aggregates: () => ({}),
    refuse,
    persons: {
      column: measure.person,
      each: {
        entered: sql`min(day) ${among(measure.start)}`,
        reached: measure.next === undefined ? sql`max(day)` : sql`max(day) ${among(measure.next)}`,
      },
      over: {
        denominator: sql`count(*) filter (where entered is not null)`,
        numerator:
          measure.next === undefined
            ? sql`count(*) filter (where entered = reached)`
            : sql`count(*) filter (where reached > entered)`,
      },
    },
  }
}

/** A passage goes from one kind to another, and lasts: it is of no kind, and of no month. */
function refuse(query: Query): { whole?: string; split?: string } {
  if (query.kind.length > 0)
    return { whole: 'Un passage va d’un type à un autre : il ne se filtre pas par type.' }
  if (query.by === 'kind' || (query.by !== '' && isTime(query.by)))
    return {
      split: 'Un passage va d’un type et d’un jour à d’autres : il n’est d’aucun type ni d’aucune période.',
    }
  return {}
}

function names(measure: TransferMeasure, codes: readonly string[], programme: Programme): string {
  const known = codesOfColumn(programme, measure.from, measure.step)
  return frenchList(codes.map((code) => `« ${known.find((each) => each.id === code)?.label ?? code} »`))
}
