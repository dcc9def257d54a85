import type { Locale, Localized } from '@retombees/contract/localized'
import type { Face } from '@retombees/contract/role'
import type { SurveySummary, SurveyVariable } from '@retombees/contract/survey-catalogue'
import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { itemsOf } from './codebook.ts'
import { printsMargins } from './cross-margins.ts'
import { readResponseSet } from './response-set.ts'
import { profilesOf } from './survey-profiles.ts'

/** Every questionnaire, what may be asked of it, and what this face holds of its answers: real ones first, then simulated ones. */
export async function surveyCatalogue(
  db: Kysely<Database>,
  programme: Programme,
  face: Face,
  locale: Locale,
): Promise<SurveySummary[]> {
  const say = (text: Localized) => text[locale] ?? text.fr
  const surveys: SurveySummary[] = []
  for (const book of programme.questionnaires) {
    const set = await readResponseSet(db, programme, book.id)
    surveys.push({
      id: book.id,
      label: say(book.label),
      audience: book.audience,
      variables: variablesOf(programme, book, say),
      answers: set && { n: set.n, provenance: set.provenance },
      printed: await printsMargins(db, book.id),
      weighted: set?.weight != null,
      verbatims: face === 'internal',
    })
  }
  return surveys.sort((a, b) => rankOf(a) - rankOf(b))
}

function rankOf({ answers, printed }: SurveySummary): number {
  if (printed || (answers !== null && answers.provenance !== 'simulated')) return 0
  return answers === null ? 2 : 1
}

function variablesOf(
  programme: Programme,
  book: QuestionnaireFile,
  say: (text: Localized) => string,
): SurveyVariable[] {
  const coded = (codes: readonly { id: string; label: Localized }[]) =>
    codes.map(({ id, label }) => ({ code: id, label: say(label) }))
  const questions = book.questions.flatMap((question): SurveyVariable[] => {
    const items = itemsOf(programme, book.id, question)
    const codes = coded(items[0]?.codes ?? [])
    const { id, kind } = question
    const own = { id, label: say(question.label), kind, question: null, codes }
    if (question.kind !== 'scale') return [own]
    return [
      own,
      ...question.items.map((item) => ({
        id: item.id,
        label: say(item.label),
        kind: 'item' as const,
        question: id,
        codes,
      })),
    ]
  })
  const place = (id: string, label: string, codes: SurveyVariable['codes']): SurveyVariable => ({
    id,
    label,
    kind: 'place',
    question: null,
    codes,
  })
  return [
    ...questions,
    place('territory', 'Territoire', coded(programme.territories)),
    place('centre', 'Centre social', coded(programme.centres)),
    ...profilesOf(programme, book.id).map(
      ({ id, label, codes }): SurveyVariable => ({
        id,
        label,
        kind: 'profile',
        question: null,
        codes: codes.map((code) => ({ code: code.id, label: code.label })),
      }),
    ),
  ]
}
