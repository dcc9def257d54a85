import { z } from 'zod'

const named = z.object({ id: z.string(), label: z.string() })

export const ProgrammeSummary = z.object({
  id: z.string(),
  label: z.string(),
  description: z.string(),
  territories: z.array(named.extend({ colour: z.string() })),
  centres: z.array(named.extend({ territory: z.string(), city: z.string() })),
  committees: z.array(
    named.extend({
      dimension: z.string(),
      rhythmBefore: z.string(),
      rhythmAfter: z.string(),
      members: z.array(z.string()),
      role: z.string(),
    }),
  ),
  areas: z.array(named),
  funders: z.array(named),
  prototypes: z.array(named.extend({ areas: z.array(z.string()), sources: z.array(z.string()) })),
  recommendations: z.array(named.extend({ theme: z.string(), status: z.string() })),
  periods: z.array(named.extend({ start: z.string(), end: z.string() })),
  /** The codes that the rows of a table may hold, by `table.column`: what a page lets its reader choose from. */
  codes: z.record(z.string(), z.array(named)),
  spread: z.array(z.string()),
  questionnaires: z.array(
    named.extend({
      questions: z.array(
        named.extend({
          kind: z.enum(['scale', 'single', 'multiple', 'text', 'number', 'date']),
          /** Some of its items belong to a declared family of comparisons between territories. */
          compared: z.boolean(),
        }),
      ),
    }),
  ),
})
export type ProgrammeSummary = z.infer<typeof ProgrammeSummary>
