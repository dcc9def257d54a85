import { z } from 'zod'

/** What a box of the picture can say of itself. */
export const NodeEvidence = z.enum(['evidence', 'presumption', 'defined', 'none'])
export type NodeEvidence = z.infer<typeof NodeEvidence>

export const LogicNode = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['output', 'area', 'outcome', 'impact']),
  evidence: NodeEvidence,
  evidenceWords: z.string(),
  indicators: z.array(z.object({ id: z.string(), label: z.string(), measured: z.boolean() })),
  note: z.string().nullable(),
})
export type LogicNode = z.infer<typeof LogicNode>

/** A row of a correspondence table: outcomes together, prototypes together, never their product. */
export const CorrespondenceGroup = z.object({
  id: z.string(),
  area: z.string(),
  outcomes: z.array(z.string()),
  prototypes: z.array(z.object({ id: z.string(), label: z.string() })),
})
export type CorrespondenceGroup = z.infer<typeof CorrespondenceGroup>

export const LogicModelResult = z.object({
  id: z.string(),
  label: z.string(),
  audience: z.string(),
  nodes: z.array(LogicNode),
  groups: z.array(CorrespondenceGroup),
  note: z.string().nullable(),
})
export type LogicModelResult = z.infer<typeof LogicModelResult>
