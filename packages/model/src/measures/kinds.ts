import type { Measure } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Compilable, Kysely } from 'kysely'
import { availability } from './availability.ts'
import { centres } from './centres.ts'
import { change } from './change.ts'
import { count } from './count.ts'
import { coverage } from './coverage.ts'
import { distinct } from './distinct.ts'
import { illegible } from './illegible.ts'
import { mean } from './mean.ts'
import type { MeasureContext, MeasureKind, Measurement, RowId, Slice } from './measure-kind.ts'
import { openingRate } from './opening-rate.ts'
import { ratio } from './ratio.ts'
import { recurrence } from './recurrence.ts'
import { share } from './share.ts'
import { sum } from './sum.ts'
import { surveyShare } from './survey-share.ts'
import { tallyCount } from './tally-count.ts'
import { transfer } from './transfer.ts'
import { turnover } from './turnover.ts'
import { unmeasured } from './unmeasured.ts'

type Kinds = { readonly [K in Measure['kind']]: MeasureKind<Extract<Measure, { kind: K }>> }

/** Every way of measuring, by its name in the programme's YAML. */
const KINDS: Kinds = Object.freeze({
  count,
  distinct,
  sum,
  mean,
  share,
  'survey-share': surveyShare,
  'tally-count': tallyCount,
  coverage,
  ratio,
  change,
  centres,
  recurrence,
  transfer,
  availability,
  'opening-rate': openingRate,
  turnover,
  unmeasured,
  illegible,
})

function kindOf<M extends Measure>(measure: M): MeasureKind<M> {
  return KINDS[measure.kind] as unknown as MeasureKind<M>
}

/** The queries of a measure, not executed. */
export function queriesOf(
  db: Kysely<Database>,
  measure: Measure,
  context: MeasureContext,
): readonly Compilable[] {
  return kindOf(measure).queries(db, measure, context)
}

/** Takes a measure: the whole of what the query asks, each territory, and each part of its split. */
export function takeMeasure(
  db: Kysely<Database>,
  measure: Measure,
  context: MeasureContext,
): Promise<Measurement> {
  return kindOf(measure).measure(db, measure, context)
}

/** The rows that a figure of this measure was computed from. */
export function rowsBehind(
  db: Kysely<Database>,
  measure: Measure,
  slice: Slice,
  context: MeasureContext,
): Promise<readonly RowId[]> {
  return kindOf(measure).rowsBehind(db, measure, slice, context)
}

/** The measure in one French sentence. */
export function measureWords(measure: Measure, programme: Programme): string {
  return kindOf(measure).describe(measure, programme)
}
