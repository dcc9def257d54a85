import { z } from 'zod'
import { Printed } from './programme-file.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

export const LogicModelNode = z.strictObject({
  id: Slug,
  label: Wording,
  kind: z.enum(['output', 'area', 'outcome', 'impact']),
  note: z.string().optional(),
  formerly: z.array(Slug).default([]),
})

/** A row of a correspondence table: its outcomes together, its prototypes together; never their product. */
export const Correspondence = z.strictObject({
  id: Slug,
  area: Slug,
  outcomes: z.array(Slug).min(1),
  prototypes: z.array(Slug).min(1),
})

export const LogicModel = z.strictObject({
  id: Slug,
  label: Wording,
  audience: z.enum(['residents', 'staff']),
  printed: Printed,
  note: Wording.optional(),
  nodes: z.array(LogicModelNode).min(1),
  correspondences: z.array(Correspondence).default([]),
})
export type LogicModel = z.infer<typeof LogicModel>

/** `logic-models.yaml`. */
export const LogicModelsFile = z.strictObject({ logicModels: z.array(LogicModel) })
export type LogicModelsFile = z.infer<typeof LogicModelsFile>
