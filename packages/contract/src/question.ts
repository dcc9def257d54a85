import { z } from 'zod'
import { Answer, Balance } from './evidence.ts'
import { IndicatorResult } from './indicator.ts'

export const CriterionResult = z.object({
  id: z.string(),
  label: z.string(),
  /** Whom the criterion is about. */
  about: z.enum(['residents', 'staff', 'centres', 'territory']),
  balance: Balance,
  indicators: z.array(IndicatorResult),
})
export type CriterionResult = z.infer<typeof CriterionResult>

/** An evaluation question: the published answer, and the evidence that stands beside it. */
export const QuestionResult = z.object({
  id: z.string(),
  number: z.number().int(),
  label: z.string(),
  shortLabel: z.string(),
  publishedAnswer: Answer.nullable(),
  balance: Balance,
  criteria: z.array(CriterionResult),
})
export type QuestionResult = z.infer<typeof QuestionResult>
