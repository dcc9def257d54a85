import type { Programme } from '@retombees/programme/programme'
import type { Code, Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { z } from 'zod'
import { unknownId } from './errors.ts'

type CodeOf = z.infer<typeof Code>

/** An item as it was asked: of a scale question, or a question that is its own item. */
export interface AskedItem {
  readonly questionnaire: string
  readonly question: Question
  readonly item: string
  readonly label: string
  readonly codes: readonly CodeOf[]
}

/** Throws a ModelError that lists the questionnaires when there is none of that id. */
export function findQuestionnaire(programme: Programme, id: string): QuestionnaireFile {
  const found = programme.questionnaires.find((each) => each.id === id)
  if (found) return found
  throw unknownId(
    'unknown-questionnaire',
    'Questionnaire',
    id,
    programme.questionnaires.map((each) => each.id),
  )
}

/** Throws a ModelError that lists the questions when the questionnaire has none of that id. */
export function findQuestion(programme: Programme, questionnaire: string, id: string): Question {
  const { questions } = findQuestionnaire(programme, questionnaire)
  const found = questions.find((each) => each.id === id)
  if (found) return found
  throw unknownId(
    'unknown-question',
    `Question de « ${questionnaire} »`,
    id,
    questions.map((each) => each.id),
  )
}

/** The items of a question, in the order of the codebook. */
export function itemsOf(
  programme: Programme,
  questionnaire: string,
  question: Question,
): readonly AskedItem[] {
  const codes = codesOfQuestion(findQuestionnaire(programme, questionnaire), question)
  if (question.kind !== 'scale') {
    return [{ questionnaire, question, item: question.id, label: question.label.fr, codes }]
  }
  return question.items.map(({ id, label }) => ({
    questionnaire,
    question,
    item: id,
    label: label.fr,
    codes,
  }))
}

/** Throws a ModelError that lists the items when the questionnaire has none of that id. */
export function findItem(programme: Programme, questionnaire: string, item: string): AskedItem {
  const { questions } = findQuestionnaire(programme, questionnaire)
  const all = questions.flatMap((question) => itemsOf(programme, questionnaire, question))
  const found = all.find((each) => each.item === item)
  if (found) return found
  throw unknownId(
    'unknown-item',
    `Item de « ${questionnaire} »`,
    item,
    all.map((each) => each.item),
  )
}

/** The codes that are opinions. */
export function opinionCodes(asked: AskedItem): readonly string[] {
  return asked.codes.filter((code) => code.missing === undefined).map((code) => code.id)
}

/** « Don't know » and « no answer »: answers that are not opinions. */
export function silentCodes(asked: AskedItem): readonly string[] {
  return asked.codes.filter((code) => code.missing !== undefined).map((code) => code.id)
}

/** The codes that agree. */
export function agreementCodes(asked: AskedItem): readonly string[] {
  return asked.codes.filter((code) => code.polarity === 'for').map((code) => code.id)
}

/**
 * The place of each opinion on its scale, as numbers that rise with favour: the scores that the codebook gives; else the
 * number a label begins with; else ranks from 1, from the end of the list that disagrees (the last code without polarity).
 */
export function scoresOf(asked: AskedItem): ReadonlyMap<string, number> {
  const opinions = asked.codes.filter((code) => code.missing === undefined)
  const given = opinions.map(({ score, label }) => score ?? leadingNumber(label.fr))
  if (opinions.length > 0 && given.every((value) => value !== null))
    return new Map(opinions.map(({ id }, at) => [id, given[at] ?? 0]))
  const first = opinions.findIndex(({ polarity }) => polarity === 'for')
  const against = opinions.findIndex(({ polarity }) => polarity === 'against')
  const rising = against !== -1 && (first === -1 ? against === 0 : against < first)
  const ordered = rising ? opinions : [...opinions].reverse()
  return new Map(ordered.map(({ id }, at) => [id, at + 1]))
}

function leadingNumber(label: string): number | null {
  const found = /^(-?\d+(?:[.,]\d+)?)(?!\d)/.exec(label)?.[1]
  return found === undefined ? null : Number(found.replace(',', '.'))
}

/** The items of a question, or one item by its own id. Throws a ModelError that lists the questions when there is neither. */
export function itemsNamed(programme: Programme, questionnaire: string, id: string): readonly AskedItem[] {
  const { questions } = findQuestionnaire(programme, questionnaire)
  const question = questions.find((each) => each.id === id)
  if (question) return itemsOf(programme, questionnaire, question)
  const item = questions
    .flatMap((each) => itemsOf(programme, questionnaire, each))
    .find((each) => each.item === id)
  return item ? [item] : itemsOf(programme, questionnaire, findQuestion(programme, questionnaire, id))
}

function codesOfQuestion(questionnaire: QuestionnaireFile, question: Question): readonly CodeOf[] {
  if (question.kind !== 'scale') return 'codes' in question ? question.codes : []
  const list = questionnaire.codeLists.find((each) => each.id === question.scale)
  if (list) return list.codes
  throw unknownId(
    'unknown-scale',
    `Échelle de « ${questionnaire.id} »`,
    question.scale,
    questionnaire.codeLists.map((each) => each.id),
  )
}
