import { z } from 'zod'
import { FieldFilters } from './breakdown-search.ts'
import { Figure, Provenance } from './figure.ts'

/** One place on the way: a kind of workshop at a rank, or the end of the way (`kind` null). */
export const FlowNode = z.object({
  id: z.string(),
  label: z.string(),
  /** 0: the first kind; 1: the next kind, or no other; 2: the one after. */
  rank: z.number().int(),
  kind: z.string().nullable(),
  persons: z.number().int(),
})
export type FlowNode = z.infer<typeof FlowNode>

export const FlowLink = z.object({ from: z.string(), to: z.string(), figure: Figure })
export type FlowLink = z.infer<typeof FlowLink>

/**
 * From which kind of workshop persons go on to which other, in the order in which they first came to each; who came once,
 * who came back to the same kind. Persons, never attendances: each is on one way only.
 */
export const PersonFlows = z.object({
  title: z.string(),
  label: z.string(),
  baseLine: z.string(),
  reading: z.string(),
  notes: z.array(z.string()),
  nodes: z.array(FlowNode),
  links: z.array(FlowLink),
  persons: Figure,
  /** Came once and was not seen again; came again, to one kind only; went on to another kind. */
  once: Figure,
  same: Figure,
  moved: Figure,
  refused: z.string().nullable(),
  needs: z.string().nullable(),
  provenance: Provenance.nullable(),
})
export type PersonFlows = z.infer<typeof PersonFlows>

/** Which part of the programme the ways are taken in. */
export const FlowSearch = FieldFilters
