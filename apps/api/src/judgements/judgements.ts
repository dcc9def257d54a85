import { Grade } from '@retombees/contract/evidence'
import type { JudgedQuestion, Judgement, JudgementDraft } from '@retombees/contract/judgement'
import type { QuestionResult } from '@retombees/contract/question'
import { Face } from '@retombees/contract/role'
import type { Viewer } from '@retombees/contract/scope'
import { answerQuestions } from '@retombees/model/questions'
import { z } from 'zod'
import type { Answers } from '../answers/answers.ts'
import { recordAudit } from '../audit.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import { EvidenceState, evidenceOf } from './evidence-state.ts'
import { standingOf } from './standing.ts'

/** The evidence as each face showed it when an answer was signed: a face is only ever compared with itself. */
const EvidenceByFace = z.record(Face, EvidenceState)

/** The evaluators' signed answers. */
export interface Judgements {
  /** Changes whenever an answer is signed. */
  revision(): Promise<number>
  /** Signs an answer. Throws a ProblemError for an unknown question, or when something else has been published since. */
  sign(viewer: Viewer, draft: JudgementDraft, address: string): Promise<Judgement>
  /** The answer in force to each question that has one, against the evidence as `face` shows it now. */
  standing(face: Face, questions: readonly QuestionResult[]): Promise<JudgedQuestion[]>
}

export function createJudgements(
  store: Store,
  answers: Answers,
  options: { mode: 'demo' | 'production'; now: () => Date },
): Judgements {
  const demo = options.mode === 'demo' ? 1 : 0
  return {
    async revision() {
      const last = await store.db
        .selectFrom('judgement')
        .select(({ fn }) => fn.max('id').as('id'))
        .executeTakeFirst()
      return last?.id ?? 0
    },
    async sign(viewer, { question, grade, text, snapshot }, address) {
      const evidence: Partial<Record<Face, EvidenceState>> = {}
      for (const face of Face.options)
        evidence[face] = await answers.read(face, async ({ stamp, db }, programme) => {
          if (face === 'internal' && stamp.id !== snapshot) throw new ProblemError('published_since')
          const found = (await answerQuestions(db, programme)).find((each) => each.id === question)
          if (!found) throw new ProblemError('unknown_id', { key: 'question', found: question })
          return evidenceOf(found)
        })
      const now = options.now()
      const row = await store.db
        .insertInto('judgement')
        .values({
          question,
          grade,
          text,
          author_id: viewer.id,
          author: viewer.name,
          signed_at: now.toISOString(),
          snapshot,
          evidence: JSON.stringify(evidence),
          demo,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await recordAudit(store, now, {
        event: 'judgement-signed',
        who: viewer.id,
        role: viewer.role,
        address,
        detail: `${row.id} ${question} ${grade}`,
      })
      return judgementFrom(row)
    },
    standing: (face, questions) => judgedQuestions(store, demo, face, questions),
  }
}

/** The answer in force to each question that has one, against the evidence as `face` shows it now; `demo` 0: none signed in a demo. */
export async function judgedQuestions(
  { db }: Store,
  demo: 0 | 1,
  face: Face,
  questions: readonly QuestionResult[],
): Promise<JudgedQuestion[]> {
  const rows = await db
    .selectFrom('judgement')
    .selectAll()
    .where('demo', '<=', demo)
    .orderBy('id', 'desc')
    .execute()
  const all = rows.map((row) => ({ judgement: judgementFrom(row), evidence: row.evidence }))
  return questions.flatMap((question): JudgedQuestion[] => {
    const [current, ...history] = all.filter(({ judgement }) => judgement.question === question.id)
    if (!current) return []
    const then = EvidenceByFace.parse(JSON.parse(current.evidence))[face]
    return [
      {
        question: question.id,
        current: current.judgement,
        ...standingOf(current.judgement.grade, then, evidenceOf(question)),
        history: history.map(({ judgement }) => judgement),
      },
    ]
  })
}

function judgementFrom(row: {
  id: number
  question: string
  grade: string
  text: string
  author: string
  signed_at: string
  snapshot: string
}): Judgement {
  const { id, question, text, author, snapshot } = row
  return { id, question, grade: Grade.parse(row.grade), text, author, signedAt: row.signed_at, snapshot }
}
