import type { Illegible } from '@retombees/programme/measure'
import type { z } from 'zod'
import { absentFigure } from './figures.ts'
import type { MeasureKind } from './measure-kind.ts'
import { refusedSplit } from './split.ts'

/** Published as an image that our text does not hold: neither zero nor missing. No query. */
export const illegible: MeasureKind<z.infer<typeof Illegible>> = Object.freeze({
  queries: () => [],
  measure: async (_db, measure, { format, unit, query }) => ({
    provenance: null,
    whole: absentFigure({ where: {}, format, unit }, 'illegible', measure.because.fr, measure.needs.fr),
    byTerritory: [],
    split: refusedSplit(query, measure.because.fr),
  }),
  rowsBehind: async () => [],
  describe: (measure) => `Publié, illisible : ${measure.because.fr}`,
} satisfies MeasureKind<z.infer<typeof Illegible>>)
