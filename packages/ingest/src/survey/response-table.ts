import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { Field, SourceFile } from '@retombees/programme/source-file'
import { PERSON } from '@retombees/warehouse/field/column'
import { type Column, type ColumnType, ORIGIN, type Table } from '@retombees/warehouse/table'
import { type Code, codesOf, otherOf } from './asked.ts'

const TYPES: Readonly<Record<SourceFile['fields'][string]['type'], ColumnType>> = Object.freeze({
  text: 'VARCHAR',
  integer: 'INTEGER',
  decimal: 'DECIMAL(14,2)',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  time: 'VARCHAR',
  boolean: 'BOOLEAN',
  code: 'VARCHAR',
  codes: 'VARCHAR',
})

/** The name of the column of an item, of a question, or of an option: `q4_needs`, `q8__joyeux`. */
export function answerColumn(id: string, option?: string): string {
  const name = id.replaceAll('-', '_')
  return option === undefined ? name : `${name}__${option.replaceAll('-', '_')}`
}

/** The column that says why an item or a question has no value: `q4_needs__absence`. */
export function absenceColumn(id: string): string {
  return `${answerColumn(id)}__absence`
}

/** What was written beside « other »: `q5__other_text`. */
export function otherColumn(id: string): string {
  return `${answerColumn(id)}__other_text`
}

/** The column of what an item is worth, where its scale is a measure: `q1_ease__score`. */
export function scoreColumn(id: string): string {
  return `${answerColumn(id)}__score`
}

/** The tables of the answers to each questionnaire of a programme, in the order of its questionnaires. */
export function responseTables({
  questionnaires,
  sources,
}: Pick<Programme, 'questionnaires' | 'sources'>): Table[] {
  return questionnaires.map((questionnaire) => responseTable(questionnaire, sources))
}

/**
 * The table of one questionnaire's answers, a respondent a row: what its sources say of a respondent, then each item
 * in a typed column with its absence beside it; a multiple choice is a boolean an option, and one absence.
 */
export function responseTable(questionnaire: QuestionnaireFile, sources: readonly SourceFile[]): Table {
  const inside = ['internal', 'analyst'] as const
  return Object.freeze({
    name: `responses_${answerColumn(questionnaire.id)}`,
    description: `Réponses : ${questionnaire.label.fr}`,
    faces: inside,
    columns: [
      ...ORIGIN,
      ...respondentColumns(sources.filter((source) => source.questionnaire === questionnaire.id)),
      ...questionnaire.questions.flatMap((question) => answers(question, questionnaire)),
    ],
  })
}

/** What sources say of a respondent: where, when, who. The first source that says something says of which type it is. */
export function respondentColumns(sources: readonly SourceFile[]): Column[] {
  const columns = new Map<string, Column>()
  const add = (one: Column) => {
    if (!columns.has(one.name)) columns.set(one.name, one)
  }
  for (const [name, words] of Object.entries(RESPONDENT)) add(column(name, 'VARCHAR', words))
  for (const source of sources) {
    if (source.fields.age || source.fields.age_band)
      for (const [name, words] of Object.entries(AGED)) add(column(name, 'VARCHAR', words))
    for (const [name, value] of Object.entries(source.constants))
      add(column(name, typeof value === 'number' ? 'INTEGER' : 'VARCHAR', 'Constante de la source'))
    for (const [name, field] of Object.entries(source.fields))
      if (!ASIDES.includes(name)) add(fieldColumn(name, field))
    if (source.person) add({ ...PERSON, name: source.person.field })
  }
  return [...columns.values()]
}

/** A field of a source as a column. */
export function fieldColumn(name: string, { type, column: headings }: Field): Column {
  return column(name, TYPES[type], headings[0] ?? name)
}

/** Fields that say something else of a respondent, and are no column: an age gives its band. */
export const ASIDES: readonly string[] = Object.freeze(['age', 'respondent'])

const RESPONDENT = Object.freeze({
  territory: 'Territoire écrit, sinon celui du centre',
  centre: 'Centre social',
  period: 'Période écrite, sinon celle du questionnaire',
})
const AGED = Object.freeze({
  age_band: 'Tranche d’âge, fixée au jour de la réponse',
  age_list: 'Vocabulaire de la tranche',
})

function answers(
  question: QuestionnaireFile['questions'][number],
  questionnaire: QuestionnaireFile,
): Column[] {
  const other = otherOf(codesOf(question, questionnaire))
  const words =
    other && (question.kind === 'single' || question.kind === 'multiple')
      ? [internal(otherColumn(question.id), `${question.label.fr} : autre`)]
      : []
  switch (question.kind) {
    case 'scale':
      return question.items.flatMap(({ id, label }) => [
        column(answerColumn(id), 'VARCHAR', label.fr),
        ...score(id, label.fr, codesOf(question, questionnaire)),
        absence(id),
      ])
    case 'single':
      return [
        column(answerColumn(question.id), 'VARCHAR', question.label.fr),
        ...score(question.id, question.label.fr, question.codes),
        absence(question.id),
        ...words,
      ]
    case 'multiple':
      return [
        ...question.codes
          .filter((code) => !code.missing)
          .map(({ id, label }) => column(answerColumn(question.id, id), 'BOOLEAN', label.fr)),
        absence(question.id),
        ...words,
      ]
    case 'text':
      return [internal(answerColumn(question.id), question.label.fr), absence(question.id)]
    case 'number':
      return [
        column(
          answerColumn(question.id),
          question.decimals === 0 ? 'INTEGER' : 'DECIMAL(14,2)',
          question.label.fr,
        ),
        absence(question.id),
      ]
    case 'date':
      return [column(answerColumn(question.id), 'DATE', question.label.fr), absence(question.id)]
  }
}

/** What the answer is worth, where the codes say it: a mean is then one of numbers, silence left out. */
function score(id: string, label: string, codes: readonly Code[]): Column[] {
  return codes.some((code) => code.score !== undefined)
    ? [column(scoreColumn(id), 'DECIMAL(6,2)', `${label} : note`)]
    : []
}

function absence(id: string): Column {
  return {
    name: absenceColumn(id),
    type: 'VARCHAR',
    nullable: false,
    description: 'answered, not-asked, not-reached, no-answer ou dont-know',
  }
}

function column(name: string, type: ColumnType, description: string): Column {
  return { name, type, nullable: true, description }
}

/** Words of a respondent stay inside. */
function internal(name: string, description: string): Column {
  return { ...column(name, 'VARCHAR', description), faces: ['internal'] }
}
