import type { Coverage } from '@retombees/programme/measure'
import type { z } from 'zod'
import { BASE_WORDS } from '../base-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { shareFigure } from './share-figure.ts'
import { baseOf, countOf } from './tally.ts'
import { readTallies, tallyQuery } from './tally-rows.ts'
import { measureTallies, type ReadPlace, readingOf, talliesBehind } from './tally-slices.ts'

/** A printed count over the whole of what could be counted: 7 centres of 8. A complete count has no interval. */
export const coverage: MeasureKind<z.infer<typeof Coverage>> = Object.freeze({
  queries: (db, measure) => [tallyQuery(db, measure)],
  measure: async (db, measure, context) =>
    measureTallies(
      await readTallies(db, context.programme, measure, context.query),
      reading(measure),
      context,
      (part, frame, provenance, left) =>
        shareFigure(frame, {
          numerator: part.numerator,
          denominator: part.denominator,
          kind: measure.base,
          rule: `${rule(measure)}${left}`,
          complete: true,
          provenance,
          loads: part.tallies.flatMap((tally) => tally.loads),
          discrepancies: part.discrepancies,
        }),
    ),
  rowsBehind: async (db, measure, _slice, context) =>
    talliesBehind(
      await readTallies(db, context.programme, measure, context.query),
      reading(measure),
      context,
    ),
  describe: (measure) => `Effectif imprimé ${BASE_WORDS[measure.base].of}, rapporté à ${rule(measure)}.`,
} satisfies MeasureKind<z.infer<typeof Coverage>>)

function reading(measure: z.infer<typeof Coverage>): ReadPlace {
  return (tallies) => readingOf(countOf(tallies, measure.codes), baseOf(tallies))
}

function rule(measure: z.infer<typeof Coverage>): string {
  return `l’ensemble imprimé ${BASE_WORDS[measure.base].of}, dénombrement complet`
}
