import type { IndicatorResult } from '@retombees/contract/indicator'
import type { QuestionResult } from '@retombees/contract/question'
import type { EvaluationQuestion } from '@retombees/programme/evaluation-file'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { balanceOfCriterion, balanceOfQuestion } from './evidence/balance.ts'
import { type Reach, reachesOf } from './evidence/reach.ts'
import { isEvidence, witnessesOf } from './evidence/witness.ts'
import { computeIndicators } from './indicators.ts'

/** The evaluation questions with the published answer and, beside it, what the evidence says: criterion by criterion. */
export async function answerQuestions(db: Kysely<Database>, programme: Programme): Promise<QuestionResult[]> {
  const needed = programme.questions.flatMap((question) =>
    question.criteria.flatMap((criterion) => criterion.indicators),
  )
  const results = await computeIndicators(db, programme, [...new Set(needed)])
  const byId = new Map(results.map((result) => [result.sheet.id, result]))
  const loads = results
    .filter(isEvidence)
    .flatMap(({ whole }) => (whole.state === 'value' ? whole.loads : []))
  const reaches = await reachesOf(db, programme, [...new Set(loads)].sort())
  return programme.questions.map((question, index) => answerOf(programme, question, index + 1, byId, reaches))
}

function answerOf(
  programme: Programme,
  question: EvaluationQuestion,
  number: number,
  byId: ReadonlyMap<string, IndicatorResult>,
  reaches: ReadonlyMap<string, Reach>,
): QuestionResult {
  const criteria = question.criteria.map(({ id, label, about, indicators }) => {
    const witnesses = witnessesOf(programme, indicators, byId)
    return {
      id,
      label: label.fr,
      about,
      balance: balanceOfCriterion(programme, about, witnesses, reaches),
      indicators: witnesses.map(({ result }) => result),
    }
  })
  const published = question.publishedAnswer
  return {
    id: question.id,
    number,
    label: question.label.fr,
    shortLabel: question.shortLabel.fr,
    publishedAnswer: published
      ? {
          grade: published.grade,
          text: published.verdict,
          author: published.author,
          date: published.date,
          source: `${published.printed.document}, section ${published.printed.section}`,
        }
      : null,
    balance: balanceOfQuestion(
      programme,
      criteria,
      witnessesOf(
        programme,
        question.criteria.flatMap((criterion) => criterion.indicators),
        byId,
      ),
      reaches,
    ),
    criteria,
  }
}
