import type { Unmeasured } from '@retombees/programme/measure'
import type { z } from 'zod'
import { absentFigure } from './figures.ts'
import type { MeasureKind } from './measure-kind.ts'
import { refusedSplit } from './split.ts'

/** Defined and not measured: says why, and what it would take. No query. */
export const unmeasured: MeasureKind<z.infer<typeof Unmeasured>> = Object.freeze({
  queries: () => [],
  measure: async (_db, measure, { format, unit, query }) => ({
    provenance: null,
    whole: absentFigure({ where: {}, format, unit }, 'no_data', measure.because.fr, measure.needs.fr),
    byTerritory: [],
    split: refusedSplit(query, measure.because.fr),
  }),
  rowsBehind: async () => [],
  describe: (measure) => `Défini, non mesuré : ${measure.because.fr}`,
} satisfies MeasureKind<z.infer<typeof Unmeasured>>)
