import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { type Column, type ColumnType, ORIGIN, type Table } from '@retombees/warehouse/table'
import { codesOf, otherOf } from './asked.ts'

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

/**
 * The table of one questionnaire's answers, a respondent a row: what its source says of the respondent, then each item
 * in a typed column with its absence beside it; a multiple choice is a boolean an option, and one absence.
 */
export function responseTable(questionnaire: QuestionnaireFile, source: SourceFile): Table {
  const inside = ['internal', 'analyst'] as const
  return Object.freeze({
    name: `responses_${answerColumn(questionnaire.id)}`,
    description: `Réponses : ${questionnaire.label.fr}`,
    faces: inside,
    columns: [
      ...ORIGIN,
      ...respondentColumns(source),
      ...questionnaire.questions.flatMap((question) => answers(question, questionnaire)),
    ],
  })
}

/** What the source says of a respondent: where, when, who. */
export function respondentColumns(source: SourceFile): Column[] {
  const columns = new Map<string, Column>()
  for (const name of ['territory', 'centre', 'period'])
    columns.set(name, column(name, 'VARCHAR', 'Ce que la source dit du répondant'))
  for (const [name, value] of Object.entries(source.constants))
    columns.set(
      name,
      column(name, typeof value === 'number' ? 'INTEGER' : 'VARCHAR', 'Constante de la source'),
    )
  for (const [name, field] of Object.entries(source.fields))
    columns.set(name, column(name, TYPES[field.type], field.column[0] ?? name))
  if (source.person)
    columns.set(source.person.field, {
      ...column(
        source.person.field,
        'VARCHAR',
        'Personne, la même d’un fichier à l’autre ; vide : non reconnue',
      ),
      numbered: true,
    })
  return [...columns.values()]
}

function answers(
  question: QuestionnaireFile['questions'][number],
  questionnaire: QuestionnaireFile,
): Column[] {
  const other = otherOf(codesOf(question, questionnaire))
  const words =
    other && question.kind !== 'scale'
      ? [internal(otherColumn(question.id), `${question.label.fr} : autre`)]
      : []
  switch (question.kind) {
    case 'scale':
      return question.items.flatMap(({ id, label }) => [
        column(answerColumn(id), 'VARCHAR', label.fr),
        absence(id),
      ])
    case 'single':
      return [column(answerColumn(question.id), 'VARCHAR', question.label.fr), absence(question.id), ...words]
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
  }
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
