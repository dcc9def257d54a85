import type { Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { DateOrders } from '../date-orders.ts'
import type { Fault } from '../fault.ts'
import type { DecimalSign } from '../values/number.ts'
import type { Absence } from './absence.ts'
import { type Code, codesOf, otherOf } from './asked.ts'
import type { AnswerColumns } from './match-answers.ts'
import {
  type Answer,
  type Chosen,
  chosenOf,
  type ReadAnswer,
  readChoice,
  readChoices,
  readOption,
  readWritten,
} from './read-answer.ts'
import { absenceColumn, answerColumn, otherColumn, scoreColumn } from './response-table.ts'

export interface RespondentReading {
  readonly questionnaire: QuestionnaireFile
  readonly columns: AnswerColumns
  readonly header: readonly string[]
  /** The decimal sign of the file, and what comes first in the dates of each column. */
  readonly sign: DecimalSign
  readonly orders: DateOrders
  /** Zone of wall time. */
  readonly timezone: string
  /** False when the respondent is known to have stopped before the end. */
  readonly complete: boolean
}

type AnswerValue = string | number | boolean | null

/** The answers of one respondent, as columns of the table of responses. */
export interface Respondent {
  readonly values: ReadonlyMap<string, AnswerValue>
  readonly faults: readonly Fault[]
  /** Questions answered though the one before filters them out, by their ids. */
  readonly contradictions: readonly string[]
  /** Multiple choices with more options than the questionnaire allows. */
  readonly tooMany: readonly string[]
}

/** Reads every answer of a row, in the order of the questionnaire: who was not asked, and who stopped, follow from it. */
export function readRespondent(cells: readonly (string | null)[], reading: RespondentReading): Respondent {
  const read = reading.questionnaire.questions.map((question) => readQuestion(cells, question, reading))
  const lastAnswered = reading.complete ? -1 : read.findLastIndex(({ answers }) => answers.some(hasAnswer))
  const chosen = new Map<string, ReadonlySet<string>>()
  const values = new Map<string, AnswerValue>()
  const contradictions: string[] = []
  read.forEach(({ question, answers, ids }, position) => {
    chosen.set(question.id, ids)
    const exempt = isFiltered(question, chosen)
    const answered = answers.some(hasAnswer)
    if (exempt && answered) contradictions.push(question.id)
    const filtered = exempt && !answered
    const beyond = !reading.complete && position > lastAnswered
    for (const answer of answers) {
      const absence = absenceOf(answer.absence, { filtered, beyond })
      values.set(absenceColumn(answer.id), absence)
      for (const [column, value] of answer.columns) values.set(column, value)
    }
  })
  return {
    values,
    faults: read.flatMap(({ faults }) => faults),
    contradictions,
    tooMany: read.flatMap(({ question, ids }) =>
      question.kind === 'multiple' && question.max !== undefined && ids.size > question.max
        ? [question.id]
        : [],
    ),
  }
}

/** A column of the table of responses, and its value. */
type Cell = readonly [column: string, value: AnswerValue]

interface ReadColumns {
  readonly id: string
  readonly absence: Absence
  readonly columns: readonly Cell[]
}

interface ReadQuestion {
  readonly question: Question
  readonly answers: readonly ReadColumns[]
  /** Codes that were chosen, in any item. */
  readonly ids: ReadonlySet<string>
  readonly faults: readonly Fault[]
}

function hasAnswer({ absence }: ReadColumns): boolean {
  return absence === 'answered' || absence === 'dont-know'
}

function absenceOf(read: Absence, { filtered, beyond }: { filtered: boolean; beyond: boolean }): Absence {
  if (read !== 'no-answer') return read
  if (filtered) return 'not-asked'
  return beyond ? 'not-reached' : 'no-answer'
}

/** Asked only of those who gave none of those codes to that question. */
function isFiltered(question: Question, chosen: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (!question.filter) return false
  const { question: parent, except } = question.filter
  const given = chosen.get(parent)
  return given !== undefined && except.some((code) => given.has(code))
}

function readQuestion(
  cells: readonly (string | null)[],
  question: Question,
  reading: RespondentReading,
): ReadQuestion {
  const { columns, questionnaire } = reading
  const codes = codesOf(question, questionnaire)
  const at = cellsOf(cells, reading)
  if (columns.absent.has(question.id)) return notAsked(question, codes)
  if (question.kind === 'multiple') {
    const apart = codes.every((code) => columns.byKey.has(`${question.id}[${code.id}]`))
    return readMultiple(question, codes, at, apart)
  }
  if (question.kind === 'text' || question.kind === 'number' || question.kind === 'date') {
    const order = reading.orders.get(columns.byKey.get(question.id) ?? -1) ?? 'iso'
    const writing = { sign: reading.sign, order, timezone: reading.timezone }
    return readOne(question, [question.id], (key) => readWritten(...at(key), question, writing), codes, null)
  }
  const other = otherOf(codes)
  const words = question.kind === 'single' && other ? at(`${question.id}[other]`)[0] : undefined
  const ids = question.kind === 'scale' ? question.items.map(({ id }) => id) : [question.id]
  return readOne(question, ids, (key) => readChoice(...at(key), codes, other), codes, words ?? null)
}

type CellAt = (key: string) => readonly [cell: string | null, heading: string]

function cellsOf(cells: readonly (string | null)[], { columns, header }: RespondentReading): CellAt {
  return (key) => {
    const index = columns.byKey.get(key)
    return index === undefined ? [null, key] : [cells[index] ?? null, header[index] ?? key]
  }
}

function readOne(
  question: Question,
  ids: readonly string[],
  read: (key: string) => ReadAnswer<string | number>,
  codes: readonly Code[],
  words: string | null,
): ReadQuestion {
  const reads = ids.map((id) => ({ id, ...read(id) }))
  const answers = reads.map(({ id, answer }): ReadColumns => {
    const value = answer?.value ?? null
    return {
      id,
      absence: answer?.absence ?? 'no-answer',
      columns: [
        [answerColumn(id), value],
        ...scoreOf(id, value, codes),
        ...(words === null ? [] : [[otherColumn(id), words] as const]),
      ],
    }
  })
  return {
    question,
    answers,
    ids: new Set(reads.flatMap(({ answer }) => (typeof answer?.value === 'string' ? answer.value : []))),
    faults: reads.flatMap(({ fault }) => fault ?? []),
  }
}

/** What an answer is worth, as exact decimal text. */
function scoreOf(id: string, value: string | number | null, codes: readonly Code[]): Cell[] {
  const score = codes.find((code) => code.id === value)?.score
  return score === undefined ? [] : [[scoreColumn(id), String(score)]]
}

function readMultiple(
  question: Question & { kind: 'single' | 'multiple' },
  codes: readonly Code[],
  at: CellAt,
  apart: boolean,
): ReadQuestion {
  const options = codes.map((code) => ({ code, cell: at(`${question.id}[${code.id}]`) }))
  const read = apart
    ? fromOptions(options, otherOf(codes))
    : readChoices(...at(question.id), codes, otherOf(codes))
  const answer = read.answer ?? { value: null, absence: 'no-answer' as const }
  return {
    question,
    ids: answer.value?.ids ?? new Set(),
    faults: read.fault ? [read.fault] : [],
    answers: [
      {
        id: question.id,
        absence: answer.absence,
        columns: optionColumns(question.id, codes, answer),
      },
    ],
  }
}

/** Options in columns of their own: an empty one is not chosen as soon as another says something. */
function fromOptions(
  apart: readonly { code: Code; cell: readonly [string | null, string] }[],
  other: Code | null,
): ReadAnswer<Chosen> {
  const reads = apart.map(({ code, cell }) => ({ code, ...readOption(...cell, code, code === other) }))
  const fault = reads.find((read) => read.fault)?.fault
  if (fault) return { fault }
  const chosen = reads.flatMap(({ code, answer }) => (answer?.value ? [code] : []))
  const words = reads.flatMap(({ answer }) => (typeof answer?.value === 'string' ? [answer.value] : []))
  if (chosen.length > 0) return { answer: chosenOf(chosen, words[0] ?? null) }
  const said = reads.flatMap(({ answer }) => (answer ? [answer] : []))
  if (said.some(({ absence }) => absence === 'not-asked'))
    return { answer: { value: null, absence: 'not-asked' } }
  const unticked = said.some(({ value }) => value === false)
  return { answer: unticked ? chosenOf([], null) : { value: null, absence: 'no-answer' } }
}

function optionColumns(id: string, codes: readonly Code[], { value }: Answer<Chosen>): Cell[] {
  const options = codes
    .filter((code) => !code.missing)
    .map((code): Cell => [answerColumn(id, code.id), value ? value.ids.has(code.id) : null])
  return otherOf(codes) ? [...options, [otherColumn(id), value?.other ?? null]] : options
}

function notAsked(question: Question, codes: readonly Code[]): ReadQuestion {
  const ids = question.kind === 'scale' ? question.items.map(({ id }) => id) : [question.id]
  const empty: Answer<never> = { value: null, absence: 'not-asked' }
  return {
    question,
    ids: new Set(),
    faults: [],
    answers: ids.map((id) => ({
      id,
      absence: 'not-asked',
      columns: question.kind === 'multiple' ? optionColumns(id, codes, empty) : [[answerColumn(id), null]],
    })),
  }
}
