import { z } from 'zod'
import { type Answer, Grade } from './evidence.ts'
import { Figure } from './figure.ts'
import { FundingTable } from './funding.ts'
import { JudgedQuestion } from './judgement.ts'
import { ProgrammeSummary } from './programme.ts'
import { QuestionResult } from './question.ts'
import { SnapshotStamp } from './snapshot.ts'

/** What a committee saw on a day, as the published face showed it: fit for whoever may open the committee's page. */
export const FrozenContent = z.object({
  /** Territories, funders, labels: what the page names, as it named them, in French. */
  programme: ProgrammeSummary,
  questions: z.array(QuestionResult),
  judgements: z.array(JudgedQuestion),
  funding: FundingTable.nullable(),
})
export type FrozenContent = z.infer<typeof FrozenContent>

/** What is asked to be frozen: the page of a committee, in view of one publication. */
export const FrozenPageDraft = z.strictObject({
  committee: z.string().min(1).max(100),
  title: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2000).default(''),
  /** The snapshot that was on screen; refused when another has been published since. */
  snapshot: z.string().min(1).max(200),
})
export type FrozenPageDraft = z.infer<typeof FrozenPageDraft>

export const FrozenPageSummary = z.object({
  id: z.string(),
  committee: z.string(),
  title: z.string(),
  note: z.string(),
  author: z.string(),
  /** UTC. */
  frozenAt: z.string(),
  snapshot: SnapshotStamp,
  /** Digest of its figures, bases and lineage: whoever kept it can tell that nothing was touched since. */
  digest: z.string(),
})
export type FrozenPageSummary = z.infer<typeof FrozenPageSummary>

/** A page that never changes again. */
export const FrozenPage = FrozenPageSummary.extend({ content: FrozenContent })
export type FrozenPage = z.infer<typeof FrozenPage>

/** One figure that is not what it was, or an answer that is not. Null: there was none then, or there is none now. */
export const FigureChange = z.object({
  question: z.string(),
  indicator: z.string(),
  label: z.string(),
  /** Null for the whole programme. */
  territory: z.string().nullable(),
  before: Figure.nullable(),
  after: Figure.nullable(),
  /** The definition of the indicator is another one: the two figures are not the same measure. */
  redefined: z.boolean(),
})
export type FigureChange = z.infer<typeof FigureChange>

export const AnswerChange = z.object({
  question: z.string(),
  label: z.string(),
  before: Grade.nullable(),
  after: Grade.nullable(),
})
export type AnswerChange = z.infer<typeof AnswerChange>

/** What has changed since a committee last froze its page. `since` null: it never did. */
export const CommitteeChanges = z.object({
  since: FrozenPageSummary.nullable(),
  answers: z.array(AnswerChange),
  figures: z.array(FigureChange),
})
export type CommitteeChanges = z.infer<typeof CommitteeChanges>

/** A link that shows a frozen page to whoever holds it, until a day. */
export const ShareDraft = z.strictObject({
  page: z.string().min(1).max(100),
  label: z.string().trim().min(1).max(200),
  /** Last day, AAAA-MM-JJ. */
  expires: z.iso.date(),
})
export type ShareDraft = z.infer<typeof ShareDraft>

export const Share = z.object({
  id: z.string(),
  page: z.string(),
  label: z.string(),
  author: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  lastOpenedAt: z.string().nullable(),
  opened: z.number().int(),
})
export type Share = z.infer<typeof Share>

/** The answer in force on a page: the evaluator's, else the published one. */
export function gradeShown(
  question: { id: string; publishedAnswer: z.infer<typeof Answer> | null },
  judgements: readonly JudgedQuestion[],
): Grade | null {
  const signed = judgements.find((each) => each.question === question.id)
  return signed?.current.grade ?? question.publishedAnswer?.grade ?? null
}
