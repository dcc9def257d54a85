import { Nature, Voice } from '@retombees/contract/evidence'
import { ValueFormat } from '@retombees/contract/figure'
import { z } from 'zod'
import { IsoDate } from './iso-date.ts'
import { Measure } from './measure.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

/** A target that somebody set: dated, signed, and marked when it was set after the fact. */
export const Target = z.strictObject({
  value: z.number(),
  date: IsoDate,
  setBy: z.string(),
  setOn: IsoDate,
  setLater: z.boolean().default(false),
})

export const IndicatorDefinition = z.strictObject({
  id: Slug,
  label: Wording,
  measure: Measure,
  /** The independent source it comes from (a key of `evidenceSources`); eight items of one survey are one source. */
  source: Slug,
  voice: Voice,
  nature: Nature,
  unit: Wording,
  format: ValueFormat,
  direction: z.enum(['higher', 'lower', 'none']),
  /** Territories are compared only where this says so; where not, `notCompared` says why. */
  compare: z.boolean().default(false),
  notCompared: Wording.optional(),
  byTerritory: z.boolean().default(true),
  /** Nodes of the logic models that it speaks of. */
  nodes: z.array(Slug).default([]),
  target: Target.optional(),
  caveats: z.array(Wording).default([]),
  formerly: z.array(Slug).default([]),
})
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>

/** A file of `indicators/`. */
export const IndicatorsFile = z.strictObject({
  /** The evaluation question that the indicators of this file serve, where they serve one. */
  question: Slug.optional(),
  evidenceSources: z.array(z.strictObject({ id: Slug, label: Wording })).default([]),
  indicators: z.array(IndicatorDefinition).default([]),
})
export type IndicatorsFile = z.infer<typeof IndicatorsFile>
