import type { TallyCount } from '@retombees/programme/measure'
import type { z } from 'zod'
import { BASE_WORDS } from '../base-words.ts'
import { knownFigure } from './figures.ts'
import type { MeasureKind } from './measure-kind.ts'
import { countOf } from './tally.ts'
import { readTallies, tallyQuery } from './tally-rows.ts'
import { measureTallies, type ReadPlace, readingOf, talliesBehind } from './tally-slices.ts'

/** A printed count, without a denominator. */
export const tallyCount: MeasureKind<z.infer<typeof TallyCount>> = Object.freeze({
  queries: (db, measure) => [tallyQuery(db, measure)],
  measure: async (db, measure, context) =>
    measureTallies(
      await readTallies(db, context.programme, measure, context.query),
      reading(measure),
      context,
      (part, frame, provenance, left) =>
        knownFigure(frame, {
          value: part.numerator,
          numerator: part.numerator,
          base: {
            kind: measure.base,
            rule: `${BASE_WORDS[measure.base].many}, effectif imprimé${left}`,
            n: part.numerator,
          },
          intervalNote: 'Effectif imprimé : pas d’intervalle.',
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
  describe: (measure) => `Nombre ${BASE_WORDS[measure.base].of}, tel qu’imprimé.`,
} satisfies MeasureKind<z.infer<typeof TallyCount>>)

function reading(measure: z.infer<typeof TallyCount>): ReadPlace {
  return (tallies) => {
    const counted = countOf(tallies, measure.codes)
    return readingOf(counted, counted)
  }
}
