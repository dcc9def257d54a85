import type { Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import { type Code, codesOf, otherOf } from '../survey/asked.ts'
import type { AnswerColumns } from '../survey/match-answers.ts'
import { type ReadAnswer, readChoice, readWritten } from '../survey/read-answer.ts'
import { absenceColumn, answerColumn, otherColumn, scoreColumn } from '../survey/response-table.ts'
import { numericDate } from '../values/date.ts'
import { type ColumnPlan, mapCells, type PlanContext } from './column-plans.ts'
import { any, planMultiple, type QuestionPlans } from './multiple-plans.ts'
import { absenceOf, saidBy } from './plan-names.ts'

/** How the engine makes answers of cells: the plans of their columns, and what follows from several of them. */
export interface AnswerPlans {
  readonly plans: readonly ColumnPlan[]
  /** Columns of each line beside its values: what a question or the respondent is, from the values. */
  readonly between: readonly string[]
  /** By column of the table: its value, over the values and `between`. */
  readonly columns: Readonly<Record<string, string>>
  /** What must hold of a line for the engine to be sure of it. */
  readonly conditions: readonly string[]
}

/** What a column of answers says: a value, and why it has none; several codes are joined by bars. */
interface Said {
  readonly value: string | null
  readonly absence: string
}

/**
 * Reads each different cell of each column of answers by the code of ever, once. Null where a column is none for the
 * engine: too many different cells, dates whose order only the whole column proves.
 */
export async function planAnswers(
  context: PlanContext,
  questionnaire: QuestionnaireFile,
  answers: AnswerColumns,
  /** The column of cells that tells who went to the end; null when none does. */
  completion: string | null,
): Promise<AnswerPlans | null> {
  const made: QuestionPlans[] = []
  for (const question of questionnaire.questions) {
    const plans = answers.absent.has(question.id)
      ? absent(question)
      : await planQuestion(context, question, codesOf(question, questionnaire), answers)
    if (!plans) return null
    made.push(plans)
  }
  return together(made, completion)
}

async function planQuestion(
  context: PlanContext,
  question: Question,
  codes: readonly Code[],
  { byKey }: AnswerColumns,
): Promise<QuestionPlans | null> {
  if (question.kind === 'multiple') return planMultiple(context, question, codes, byKey)
  const other = otherOf(codes)
  const ids = question.kind === 'scale' ? question.items.map(({ id }) => id) : [question.id]
  const read = readerOf(context, question, codes, other)
  const type: Column['type'] =
    question.kind === 'number'
      ? question.decimals === 0
        ? 'INTEGER'
        : 'DECIMAL(14,2)'
      : question.kind === 'date'
        ? 'DATE'
        : 'VARCHAR'
  const plans: ColumnPlan[] = []
  for (const id of ids) {
    const index = byKey.get(id)
    if (index === undefined) return null
    const isDate = question.kind === 'date' && context.source.dates === 'proven'
    const plan = await mapCells(context, `answer ${id}`, index, type, (cell, heading) =>
      isDate && cell !== null && numericDate(cell) ? null : saidIn(read(cell, heading)),
    )
    if (!plan) return null
    plans.push(plan)
  }
  const columns: Record<string, string> = {}
  for (const id of ids) {
    const value = saidBy(`answer ${id}`)
    columns[answerColumn(id)] = value
    if (codes.some(({ score }) => score !== undefined)) columns[scoreColumn(id)] = scoreSql(value, codes)
  }
  const words = question.kind === 'single' && other ? byKey.get(`${question.id}[other]`) : undefined
  if (words !== undefined) {
    const plan = await mapCells(context, `words ${question.id}`, words, 'VARCHAR', (cell) => ({
      value: cell,
      absence: 'answered',
    }))
    if (!plan) return null
    plans.push(plan)
    columns[otherColumn(question.id)] = saidBy(`words ${question.id}`)
  }
  return {
    question,
    plans,
    absences: new Map(ids.map((id) => [id, absenceOf(`answer ${id}`)])),
    columns,
    chose: (code) =>
      question.kind === 'number' || question.kind === 'date'
        ? 'false'
        : any(ids.map((id) => `coalesce(${saidBy(`answer ${id}`)} = ${literal(code)}, false)`)),
    conditions: [],
  }
}

type Reader = (cell: string | null, heading: string) => ReadAnswer<string | number>

function readerOf(
  { source, programme }: PlanContext,
  question: Exclude<Question, { kind: 'multiple' }>,
  codes: readonly Code[],
  other: Code | null,
): Reader {
  if (question.kind === 'text' || question.kind === 'number' || question.kind === 'date') {
    const order = source.dates === 'proven' ? 'iso' : source.dates
    const writing = { sign: source.decimal, order, timezone: programme.timezone }
    return (cell, heading) => readWritten(cell, heading, question, writing)
  }
  return (cell, heading) => readChoice(cell, heading, codes, other)
}

function saidIn(read: ReadAnswer<string | number>): Said | null {
  if (!read.answer) return null
  const { value, absence } = read.answer
  return { value: value === null ? null : String(value), absence }
}

/** A question that the file does not hold was not asked. */
function absent(question: Question): QuestionPlans {
  const ids = question.kind === 'scale' ? question.items.map(({ id }) => id) : [question.id]
  return {
    question,
    plans: [],
    absences: new Map(ids.map((id) => [id, "'not-asked'"])),
    columns: {},
    chose: () => 'false',
    conditions: [],
  }
}

function scoreSql(value: string, codes: readonly Code[]): string {
  const worth = codes.flatMap(({ id, score }) =>
    score === undefined ? [] : [`when ${literal(id)} then ${literal(String(score))}::DECIMAL(6,2)`],
  )
  return `case ${value} ${worth.join(' ')} end`
}

/** What follows from one question to the next: who was not asked, and who stopped before. */
function together(questions: readonly QuestionPlans[], completion: string | null): AnswerPlans {
  const answered = (at: number) => `"answered ${at}"`
  const exempt = (at: number) => `"exempt ${at}"`
  const chooses = new Map(questions.map(({ question, chose }) => [question.id, chose]))
  const between = questions.flatMap(({ question, absences }, at) => {
    const said = [...absences.values()].map((absence) => `${absence} in ('answered', 'dont-know')`)
    const before = questions.slice(0, at).some((one) => one.question.id === question.filter?.question)
    const parent = before ? chooses.get(question.filter?.question ?? '') : undefined
    const excepted = parent ? (question.filter?.except ?? []).map(parent) : []
    return [`${any(said)} as ${answered(at)}`, `${any(excepted)} as ${exempt(at)}`]
  })
  const stopped = completion === null ? 'false' : `coalesce(trim(${completion}), '') = ''`
  const beyond = (at: number) =>
    completion === null
      ? 'false'
      : `(${stopped} and not ${any(questions.slice(at).map((_, later) => answered(at + later)))})`
  const columns: Record<string, string> = {}
  questions.forEach((one, at) => {
    Object.assign(columns, one.columns)
    for (const [id, absence] of one.absences)
      columns[absenceColumn(id)] =
        one.question.filter === undefined && completion === null
          ? absence
          : `case when ${absence} <> 'no-answer' then ${absence} when ${exempt(at)} and not ${answered(at)} then 'not-asked'
              when ${beyond(at)} then 'not-reached' else 'no-answer' end`
  })
  return {
    plans: questions.flatMap(({ plans }) => plans),
    between,
    columns,
    conditions: [
      // A row without any answer may be one without any text.
      `coalesce(${questions.flatMap(({ plans }) => plans.map(({ cell }) => cell)).join(', ')}) is not null`,
      ...questions.flatMap(({ question, conditions }, at) => [
        ...conditions,
        ...(question.filter ? [`not (${exempt(at)} and ${answered(at)})`] : []),
      ]),
      ...(completion === null ? [] : [`(${completion} is null or regexp_matches(${completion}, '[0-9]'))`]),
    ],
  }
}
