import type { Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'

export type Code = QuestionnaireFile['codeLists'][number]['codes'][number]

interface OfQuestion {
  /** Tells it apart from everything else that the questionnaire asks. */
  readonly key: string
  readonly question: Question
}

/** One code in a cell: an item of a scale, or a single choice. */
export interface AskedChoice extends OfQuestion {
  readonly kind: 'choice'
  /** The item, or the question when it is a single choice. */
  readonly id: string
  readonly codes: readonly Code[]
}
/** Several codes in a cell. */
export interface AskedOptions extends OfQuestion {
  readonly kind: 'options'
  readonly codes: readonly Code[]
}
/** One option of a multiple choice, in a column of its own; that of « other » may hold what was written. */
export interface AskedOption extends OfQuestion {
  readonly kind: 'option'
  readonly code: Code
}
/** What was written beside « other » of a single choice. */
export interface AskedOther extends OfQuestion {
  readonly kind: 'other'
}
/** Something written: words, a number, a day. */
export interface AskedWritten extends OfQuestion {
  readonly kind: 'written'
}

/** What a column of answers may hold. */
export type Asked = AskedChoice | AskedOptions | AskedOption | AskedOther | AskedWritten

/** The codes of a question: those of its scale, or its own. */
export function codesOf(question: Question, { codeLists }: QuestionnaireFile): readonly Code[] {
  if (question.kind === 'scale') return codeLists.find(({ id }) => id === question.scale)?.codes ?? []
  return 'codes' in question ? question.codes : []
}

/** The code that stands for « other », by its id; null when the question has none. */
export function otherOf(codes: readonly Code[]): Code | null {
  return codes.find(({ id }) => /^(other|autres?)(-|$)/.test(id)) ?? null
}

/** Every column that answers to a question may come in. */
export function askedBy(question: Question, questionnaire: QuestionnaireFile): Asked[] {
  const codes = codesOf(question, questionnaire)
  const other: Asked[] = otherOf(codes) ? [{ kind: 'other', key: `${question.id}[other]`, question }] : []
  switch (question.kind) {
    case 'text':
    case 'number':
    case 'date':
      return [{ kind: 'written', key: question.id, question }]
    case 'single':
      return [{ kind: 'choice', key: question.id, id: question.id, question, codes }, ...other]
    case 'scale':
      return question.items.map(({ id }) => ({ kind: 'choice', key: id, id, question, codes }))
    case 'multiple':
      return [
        { kind: 'options', key: question.id, question, codes },
        ...codes.map(
          (code): Asked => ({ kind: 'option', key: `${question.id}[${code.id}]`, question, code }),
        ),
      ]
  }
}
