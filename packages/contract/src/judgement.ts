import { z } from 'zod'
import { Grade } from './evidence.ts'

/** What an evaluator signs: an answer to a question, in view of one publication. */
export const JudgementDraft = z.strictObject({
  question: z.string().min(1).max(200),
  grade: Grade,
  text: z.string().trim().min(1).max(10_000),
  /** The snapshot whose evidence was read; refused when another has been published since. */
  snapshot: z.string().min(1).max(200),
})
export type JudgementDraft = z.infer<typeof JudgementDraft>

/** A signed answer. It is never edited: a later one of the same question takes its place, and it stays in the history. */
export const Judgement = z.object({
  id: z.number().int(),
  question: z.string(),
  grade: Grade,
  text: z.string(),
  author: z.string(),
  /** UTC. */
  signedAt: z.string(),
  snapshot: z.string(),
})
export type Judgement = z.infer<typeof Judgement>

/** How the evidence stands now against what was signed: as it was; changed; changed against the answer. */
export const Standing = z.enum(['same', 'changed', 'contradicted'])
export type Standing = z.infer<typeof Standing>

/** The answer in force to a question, what has changed in the evidence since, and the answers before it. */
export const JudgedQuestion = z.object({
  question: z.string(),
  current: Judgement,
  standing: Standing,
  /** What changed, one French sentence each; those against the answer first. */
  changes: z.array(z.object({ sentence: z.string(), against: z.boolean() })),
  history: z.array(Judgement),
})
export type JudgedQuestion = z.infer<typeof JudgedQuestion>
