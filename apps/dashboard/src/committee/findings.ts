import type { Grade } from '@retombees/contract/evidence'
import { isKnown, type Provenance } from '@retombees/contract/figure'
import type { QuestionResult } from '@retombees/contract/question'

const ORDER: readonly Grade[] = ['yes', 'yes-with-reservation', 'insufficiently', 'not-concluded']

/** How many questions were given each grade, from the best; grades nobody was given are left out. */
export function tallyGrades(questions: readonly QuestionResult[]): { grade: Grade; count: number }[] {
  return ORDER.map((grade) => ({
    grade,
    count: questions.filter(({ publishedAnswer }) => publishedAnswer?.grade === grade).length,
  })).filter(({ count }) => count > 0)
}

/** The provenances of the figures that questions stand on. */
export function provenancesOf(questions: readonly QuestionResult[]): Provenance[] {
  const figures = questions
    .flatMap(({ criteria }) => criteria)
    .flatMap(({ indicators }) => indicators)
    .flatMap(({ whole, byTerritory }) => [whole, ...byTerritory.map(({ figure }) => figure)])
  return [...new Set(figures.filter(isKnown).map(({ provenance }) => provenance))]
}

/** How many questions rest on more than one independent source. */
export function onSeveralSources(questions: readonly QuestionResult[]): number {
  return questions.filter(
    ({ balance }) => balance.strength === 'converging' || balance.strength === 'diverging',
  ).length
}
