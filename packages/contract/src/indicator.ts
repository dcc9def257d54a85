import { z } from 'zod'
import { IndicatorStatus, Nature, Reading, Voice } from './evidence.ts'
import { BaseKind, Figure, ValueFormat } from './figure.ts'
import { Dimension } from './query.ts'

/** Whether a difference between two territories is established, after correction over its declared family. */
export const Comparison = z.object({
  between: z.tuple([z.string(), z.string()]),
  difference: z.number(),
  /** Newcombe, individual, not corrected. */
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  test: z.string(),
  pValue: z.number(),
  adjustedPValue: z.number().nullable(),
  family: z.string().nullable(),
  familySize: z.number().int().nullable(),
  established: z.boolean(),
  /** A French sentence of what may be claimed. */
  sentence: z.string(),
})
export type Comparison = z.infer<typeof Comparison>

/** A value to reach by a day, set by somebody; `inForce` is the one that the status is read against. */
export const SheetTarget = z.object({
  value: z.number(),
  date: z.string(),
  setBy: z.string(),
  setOn: z.string(),
  setLater: z.boolean(),
  inForce: z.boolean(),
})

/** The sheet of an indicator: its definition as the programme gives it. */
export const IndicatorSheet = z.object({
  id: z.string(),
  label: z.string(),
  /** The measure in words. */
  formula: z.string(),
  source: z.string(),
  /** The name of its measure kind in the programme's YAML. */
  kind: z.string(),
  /** What its denominator counts; null for what is not measured. */
  baseKind: BaseKind.nullable(),
  format: ValueFormat,
  criterion: z.string().nullable(),
  question: z.string().nullable(),
  nodes: z.array(z.string()),
  voice: Voice,
  nature: Nature,
  unit: z.string(),
  direction: z.enum(['higher', 'lower', 'none']),
  baseline: z.object({ value: z.number(), date: z.string(), origin: z.string() }).nullable(),
  targets: z.array(SheetTarget),
  thresholds: z.array(
    z.object({
      value: z.number(),
      reads: z.enum(['good', 'watch', 'bad']),
      setBy: z.string(),
      setOn: z.string(),
    }),
  ),
  /** What it would take to know it, while no source of it is loaded. */
  needs: z.string().nullable(),
  caveats: z.array(z.string()),
  version: z.string(),
})
export type IndicatorSheet = z.infer<typeof IndicatorSheet>

/** An indicator split by one dimension: a figure a part. `refused` says in French why the data does not hold the split. */
export const Split = z.object({
  by: Dimension,
  parts: z.array(z.object({ key: z.string(), label: z.string(), figure: Figure })),
  refused: z.string().nullable(),
})
export type Split = z.infer<typeof Split>

/** An indicator with what the snapshot knows of it. */
export const IndicatorResult = z.object({
  sheet: IndicatorSheet,
  status: IndicatorStatus,
  statusWords: z.string(),
  reading: Reading.nullable(),
  whole: Figure,
  byTerritory: z.array(z.object({ territory: z.string(), figure: Figure })),
  /** What the query asked to split by; null when it asked for nothing. */
  split: Split.nullable(),
  comparison: Comparison.nullable(),
  /** Why the territories are shown and not compared, where that is so. */
  notCompared: z.string().nullable(),
})
export type IndicatorResult = z.infer<typeof IndicatorResult>
