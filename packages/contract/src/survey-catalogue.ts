import { z } from 'zod'
import { Provenance } from './figure.ts'

const Coded = z.object({ code: z.string(), label: z.string() })

/** Something a questionnaire knows of its respondents: a question, one of its items, a profile, or where they are. */
export const SurveyVariable = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['scale', 'item', 'single', 'multiple', 'text', 'number', 'date', 'place', 'profile']),
  /** The question an item belongs to. */
  question: z.string().nullable(),
  codes: z.array(Coded),
})
export type SurveyVariable = z.infer<typeof SurveyVariable>

/** A questionnaire and what may be asked of it. */
export const SurveySummary = z.object({
  id: z.string(),
  label: z.string(),
  audience: z.enum(['residents', 'staff', 'partners']),
  variables: z.array(SurveyVariable),
  /** People's answers in this face: how many, and what they are; null where there are only printed counts, or none. */
  answers: z.object({ n: z.number().int(), provenance: Provenance }).nullable(),
  printed: z.boolean(),
  weighted: z.boolean(),
  /** Whether this viewer may read the words of respondents. */
  verbatims: z.boolean(),
})
export type SurveySummary = z.infer<typeof SurveySummary>
