import { Grade } from '@retombees/contract/evidence'
import { z } from 'zod'
import { IsoDate } from './iso-date.ts'
import { Printed } from './programme-file.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

export const PublishedAnswer = z.strictObject({
  grade: Grade,
  /** The verdict as printed, word for word. */
  verdict: z.string(),
  author: z.string(),
  date: IsoDate,
  printed: Printed,
})

export const Criterion = z.strictObject({
  id: Slug,
  label: Wording,
  about: z.enum(['residents', 'staff', 'centres', 'territory']),
  indicators: z.array(Slug),
})

export const EvaluationQuestion = z.strictObject({
  id: Slug,
  label: Wording,
  shortLabel: Wording,
  publishedAnswer: PublishedAnswer.optional(),
  criteria: z.array(Criterion).min(1),
})
export type EvaluationQuestion = z.infer<typeof EvaluationQuestion>

/** A declared family of comparisons, corrected together by Holm. */
export const Family = z.strictObject({ id: Slug, label: Wording, indicators: z.array(Slug).min(1) })

/** `evaluation.yaml`. */
export const EvaluationFile = z.strictObject({
  questions: z.array(EvaluationQuestion).min(1),
  families: z.array(Family).default([]),
})
export type EvaluationFile = z.infer<typeof EvaluationFile>
