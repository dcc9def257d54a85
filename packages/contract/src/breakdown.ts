import { z } from 'zod'
import { Figure, Provenance } from './figure.ts'

/** One value of an axis. `territory` where the value is a place, so that a page can colour it. */
export const AxisValue = z.object({
  key: z.string(),
  label: z.string(),
  territory: z.string().optional(),
})
export type AxisValue = z.infer<typeof AxisValue>

/** What a breakdown is split by. `ordered`: its values follow each other (hours, months) and are never sorted by size. */
export const Axis = z.object({
  id: z.string(),
  label: z.string(),
  ordered: z.boolean(),
  values: z.array(AxisValue),
})
export type Axis = z.infer<typeof Axis>

export const BreakdownCell = z.object({ row: z.string(), column: z.string().nullable(), figure: Figure })
export type BreakdownCell = z.infer<typeof BreakdownCell>

/** A dated event that a reader should see beside a series: a CAF status, an installation. `row` is the axis value it falls in. */
export const Annotation = z.object({ row: z.string(), date: z.string(), label: z.string() })
export type Annotation = z.infer<typeof Annotation>

/**
 * What is counted, split by one axis or by two: what a chart draws, its table shows and its file holds. `total` is counted
 * afresh and is the sum of the cells only where `additive`. `refused` says in French why there is no split, `needs` what
 * would bring it.
 */
export const Breakdown = z.object({
  measure: z.string(),
  /** The finding, in one French sentence that the data supports. */
  title: z.string(),
  label: z.string(),
  unit: z.string(),
  /** What the cells are out of, and where they come from. */
  baseLine: z.string(),
  rows: Axis,
  columns: Axis.nullable(),
  cells: z.array(BreakdownCell),
  total: Figure,
  additive: z.boolean(),
  refused: z.string().nullable(),
  needs: z.string().nullable(),
  reading: z.string(),
  notes: z.array(z.string()),
  annotations: z.array(Annotation),
  target: z.object({ value: z.number(), label: z.string() }).nullable(),
  provenance: Provenance.nullable(),
})
export type Breakdown = z.infer<typeof Breakdown>
