import { z } from 'zod'
import { Wording } from './wording.ts'

/** Fact tables that say nothing of persons: whoever reads the published face may have them row by row. */
export const RECORDED_AS_THEY_ARE = Object.freeze([
  'workshops',
  'kiosk_outages',
  'kiosk_installations',
  'opening_hours',
  'caf_statuses',
  'partner_scores',
  'funding',
] as const)

const column = z.string().regex(/^[a-z_][a-z0-9_]*$/, 'le nom d’une colonne de la table de faits')

/** One dimension of a cube: a column, and the codes that it may hold; anything else is counted as not known. */
export const CubeDimension = z.strictObject({
  column,
  /** `centres`, `areas`, `prototypes`, the id of a vocabulary, or the codes themselves. */
  codes: z.union([z.string(), z.array(z.string()).min(1)]),
})

/** What is published of one fact table that concerns persons: a finite list of tables, each with all its margins. */
export const CubeDefinition = z.strictObject({
  table: z.string(),
  label: Wording,
  /** What the threshold counts: distinct persons, or rows that identify nobody. */
  threshold: z.strictObject({
    on: z.enum(['persons', 'rows']),
    /** The programme's `disclosureThreshold` unless it is said. */
    least: z.number().int().min(5).optional(),
  }),
  /** Only closed periods of this length are published; each is a cube of its own. */
  period: z.enum(['month', 'quarter', 'civil-year', 'school-year']),
  dimensions: z.array(CubeDimension).min(1),
  /** Each the columns of one table; `territory` is a coarser reading of `centre`. */
  tables: z.array(z.array(column).min(1)).min(1),
  /** Columns by which distinct persons are published too, one column a table. */
  persons: z.array(column).default([]),
  /** Facts of `programme.yaml` that print these very counts, by a column or in all: public already, and known to everybody. */
  printed: z.array(z.strictObject({ fact: z.string(), by: column.optional() })).default([]),
})
export type CubeDefinition = z.infer<typeof CubeDefinition>

/** `publication.yaml`: what leaves the house for funders, directors and shared links. Without it, only what is printed. */
export const PublicationFile = z.strictObject({
  asRecorded: z.array(z.enum(RECORDED_AS_THEY_ARE)).default([]),
  cubes: z.array(CubeDefinition).default([]),
})
export type PublicationFile = z.infer<typeof PublicationFile>
