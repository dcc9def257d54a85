import { z } from 'zod'

/** What the denominator counts. */
export const BaseKind = z.enum([
  'respondents',
  'mentions',
  'attendances',
  'workshops',
  'sessions',
  'persons',
  'partners',
  'engagements',
  'scores',
  'centres',
  'outcomes',
  'prototypes',
  'structures',
  'places',
  'euros',
  'posts',
  'hours',
  'visits',
  'contributions',
  'records',
])
export type BaseKind = z.infer<typeof BaseKind>

/** `field` was collected, `published` transcribed from a printed table, `simulated` made by the generator. */
export const Provenance = z.enum(['field', 'published', 'simulated'])
export type Provenance = z.infer<typeof Provenance>

/** An interval of the value, in the value's own unit (a proportion: 0 to 1). */
export const IntervalEstimate = z.object({
  low: z.number(),
  high: z.number(),
  level: z.number(),
  method: z.enum(['wilson', 'clopper-pearson', 't', 'newcombe', 'exact']),
})
export type IntervalEstimate = z.infer<typeof IntervalEstimate>

export const Base = z.object({
  kind: BaseKind,
  /** The rule in words, for example « tous les répondants, y compris NSP et NR ». */
  rule: z.string(),
  n: z.number().int().nonnegative(),
})
export type Base = z.infer<typeof Base>

/** Two sources, or a source and itself, that disagree; both values are kept. */
export const Discrepancy = z.object({
  code: z.string(),
  message: z.string(),
  printed: z.number().optional(),
  alternative: z.number().optional(),
})
export type Discrepancy = z.infer<typeof Discrepancy>

export const ValueFormat = z.enum(['percent', 'number', 'score', 'euros'])
export type ValueFormat = z.infer<typeof ValueFormat>

const described = {
  /** Territory, centre, period… that the figure is restricted to; empty for the whole programme. */
  where: z.record(z.string(), z.string()),
  format: ValueFormat,
  unit: z.string(),
}

/** A figure with a value. Zero is a value. */
export const KnownFigure = z.object({
  state: z.literal('value'),
  ...described,
  value: z.number(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  base: Base,
  /** Null for a complete count, for a base too small, or where the measure has none: `intervalNote` says which. */
  interval: IntervalEstimate.nullable(),
  intervalNote: z.string().optional(),
  /** Below ten: the page shows counts and no percentage. */
  smallBase: z.boolean(),
  provenance: Provenance,
  loads: z.array(z.string()),
  discrepancies: z.array(Discrepancy),
})
export type KnownFigure = z.infer<typeof KnownFigure>

/** Four reasons for which there is no value; they never look the same as each other or as zero. */
export const AbsentFigure = z.object({
  state: z.enum(['no_data', 'not_asked', 'suppressed', 'illegible']),
  ...described,
  reason: z.string(),
  needs: z.string().optional(),
})
export type AbsentFigure = z.infer<typeof AbsentFigure>

/** A number on a page, or the reason for which there is none. */
export const Figure = z.discriminatedUnion('state', [KnownFigure, AbsentFigure])
export type Figure = z.infer<typeof Figure>

export function isKnown(figure: Figure): figure is KnownFigure {
  return figure.state === 'value'
}
