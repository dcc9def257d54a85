import { type Figure, isKnown } from '@retombees/contract/figure'
import {
  type AnswerChange,
  type FigureChange,
  type FrozenContent,
  gradeShown,
} from '@retombees/contract/frozen-page'
import type { IndicatorResult } from '@retombees/contract/indicator'
import type { QuestionResult } from '@retombees/contract/question'

/**
 * What differs between what a committee saw and what it would see now: answers, and figures of indicators that weigh in
 * a question, for the programme and each territory. A figure differs when its value, base or absence does; loads and
 * wording alone are no change. In the order of the questions.
 */
export function changesBetween(
  before: FrozenContent,
  after: FrozenContent,
): { answers: AnswerChange[]; figures: FigureChange[] } {
  const ids = [...new Set([...after.questions, ...before.questions].map(({ id }) => id))]
  const answers: AnswerChange[] = []
  const figures: FigureChange[] = []
  for (const id of ids) {
    const old = before.questions.find((question) => question.id === id)
    const now = after.questions.find((question) => question.id === id)
    const grades = {
      before: old ? gradeShown(old, before.judgements) : null,
      after: now ? gradeShown(now, after.judgements) : null,
    }
    const label = (now ?? old)?.shortLabel ?? id
    if (grades.before !== grades.after) answers.push({ question: id, label, ...grades })
    figures.push(...figureChanges(id, indicatorsOf(old), indicatorsOf(now)))
  }
  return { answers, figures }
}

function indicatorsOf(question: QuestionResult | undefined): ReadonlyMap<string, IndicatorResult> {
  const all = question?.criteria.flatMap(({ indicators }) => indicators) ?? []
  return new Map(all.map((result) => [result.sheet.id, result]))
}

function figureChanges(
  question: string,
  before: ReadonlyMap<string, IndicatorResult>,
  after: ReadonlyMap<string, IndicatorResult>,
): FigureChange[] {
  const ids = [...new Set([...after.keys(), ...before.keys()])]
  return ids.flatMap((id) => {
    const old = before.get(id)
    const now = after.get(id)
    const territories = new Set([...figuresOf(now).keys(), ...figuresOf(old).keys()])
    return [...territories].flatMap((territory) => {
      const figures = {
        before: figuresOf(old).get(territory) ?? null,
        after: figuresOf(now).get(territory) ?? null,
      }
      if (isSame(figures.before, figures.after)) return []
      return [
        {
          question,
          indicator: id,
          label: (now ?? old)?.sheet.label ?? id,
          territory: territory === '' ? null : territory,
          ...figures,
          redefined: old !== undefined && now !== undefined && old.sheet.version !== now.sheet.version,
        },
      ]
    })
  })
}

/** The figures of an indicator by territory; the whole under the empty name. */
function figuresOf(result: IndicatorResult | undefined): ReadonlyMap<string, Figure> {
  if (!result) return new Map()
  return new Map([
    ['', result.whole],
    ...result.byTerritory.map(({ territory, figure }): [string, Figure] => [territory, figure]),
  ])
}

/** Of two absences, or an absence and nothing at all, the state alone counts: no data then and none now is no news. */
function isSame(before: Figure | null, after: Figure | null): boolean {
  if (before === null || after === null) return !isShown(before) && !isShown(after)
  if (!isKnown(before) || !isKnown(after)) return before.state === after.state
  return (
    before.value === after.value &&
    before.numerator === after.numerator &&
    before.denominator === after.denominator &&
    before.base.n === after.base.n &&
    before.provenance === after.provenance
  )
}

function isShown(figure: Figure | null): boolean {
  return figure !== null && isKnown(figure)
}
