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

/** Why nothing is known until a source is loaded, and what it would take; `printed`: the report shows it as an image. */
export const Waiting = z.strictObject({
  because: Wording,
  needs: Wording,
  printed: z.literal('illegible').optional(),
})

/** Values from which an indicator reads well, or badly: somebody's choice, dated and signed, and never a target. */
export const Threshold = z.strictObject({
  value: z.number(),
  reads: z.enum(['good', 'watch', 'bad']),
  setBy: z.string(),
  setOn: IsoDate,
})

/** What was known before the programme, or at its start. */
export const Baseline = z.strictObject({ value: z.number(), date: IsoDate, origin: Wording })

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
  /** Whether the side of one half on which its share lies says anything: half of the hours is no threshold for a kiosk. */
  reading: z.boolean().default(true),
  /** Territories are compared only where this says so; where not, `notCompared` says why. */
  compare: z.boolean().default(false),
  notCompared: Wording.optional(),
  byTerritory: z.boolean().default(true),
  /** Nodes of the logic models that it speaks of. */
  nodes: z.array(Slug).default([]),
  /** What to say while no source of it is loaded. */
  waiting: Waiting.optional(),
  baseline: Baseline.optional(),
  target: Target.optional(),
  /** Targets that came before or come after the one in force, each with its date. */
  otherTargets: z.array(Target).default([]),
  thresholds: z.array(Threshold).default([]),
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
