import { z } from 'zod'

/** A dated event that explains a chart: an opening, a strike, a change of team. */
export const AnnotationDraft = z.strictObject({
  day: z.iso.date(),
  text: z.string().trim().min(1).max(200),
  /** What it concerns; null: the whole programme. */
  territory: z.string().max(100).nullable().default(null),
  centre: z.string().max(100).nullable().default(null),
})
export type AnnotationDraft = z.infer<typeof AnnotationDraft>

export const Annotation = AnnotationDraft.extend({
  id: z.number().int(),
  author: z.string(),
  /** UTC. */
  writtenAt: z.string(),
})
export type Annotation = z.infer<typeof Annotation>
