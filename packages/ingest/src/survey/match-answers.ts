import type { Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { refusal } from '../errors.ts'
import { type Finding, finding, quote } from '../finding.ts'
import type { RawTable } from '../raw-table.ts'
import { columnLetter } from '../read/grid.ts'
import { type AnswerHeadings, answerHeadings } from './answer-headings.ts'
import { type Asked, askedBy } from './asked.ts'

/** Which column holds which answers, by what is asked; a question that has none is in `absent`. */
export interface AnswerColumns {
  readonly byKey: ReadonlyMap<string, number>
  readonly absent: ReadonlySet<string>
  readonly warnings: readonly Finding[]
}

/**
 * Matches the headings of a file with the questions of a codebook. Throws IngestError when a column is there twice,
 * when part of a question's columns are missing, or when no question is there.
 */
export function matchAnswers(
  table: RawTable,
  questionnaire: QuestionnaireFile,
  headings: AnswerHeadings = answerHeadings(questionnaire),
): AnswerColumns {
  const byKey = new Map<string, number>()
  table.header.forEach((heading, index) => {
    const asked = heading === '' ? null : headings.find(heading)
    if (!asked) return
    const before = byKey.get(asked.key)
    if (before !== undefined) throw twice(table, index, before)
    byKey.set(asked.key, index)
  })
  const absent = new Set<string>()
  for (const question of questionnaire.questions) {
    const missing = missingColumns(question, questionnaire, byKey)
    if (missing === 'all') absent.add(question.id)
    else if (missing.length > 0) throw partly(table, question, missing)
  }
  if (absent.size === questionnaire.questions.length) throw noAnswers(table, questionnaire)
  const warnings = questionnaire.questions
    .filter((question) => absent.has(question.id))
    .map((question) => notInFile(table, question))
  return { byKey, absent, warnings }
}

/** The columns that lack for a question to be read; `all` when it has none, or can be read without them. */
function missingColumns(
  question: Question,
  questionnaire: QuestionnaireFile,
  byKey: ReadonlyMap<string, number>,
): readonly Asked[] | 'all' {
  const needed = askedBy(question, questionnaire).filter(({ kind }) => kind !== 'other')
  const together = needed.find((asked) => asked.kind === 'options')
  if (together && byKey.has(together.key)) return []
  const apart = needed.filter((asked) => asked.kind !== 'options')
  const missing = apart.filter((asked) => !byKey.has(asked.key))
  return missing.length === apart.length ? 'all' : missing
}

function twice(table: RawTable, index: number, before: number) {
  return refusal({
    code: 'duplicate-column',
    file: table.file,
    row: table.headerRow,
    column: table.header[index],
    problem: `deux colonnes répondent à la même question (${columnLetter(before)} et ${columnLetter(index)})`,
    expected: 'une seule',
    remedy: 'retirer celle qui est de trop, ou la mettre dans leaveOut',
  })
}

function partly(table: RawTable, question: Question, missing: readonly Asked[]) {
  const names = missing.map((asked) => quote(asked.key)).join(', ')
  return refusal({
    code: 'missing-column',
    file: table.file,
    row: table.headerRow,
    problem: `la question « ${question.id} » n’a pas toutes ses colonnes : il manque ${names}`,
    expected: 'une colonne par item ou par modalité',
    remedy:
      'compléter l’export, ou ajouter l’intitulé de la colonne aux graphies (spellings) du questionnaire',
  })
}

function noAnswers(table: RawTable, questionnaire: QuestionnaireFile) {
  return refusal({
    code: 'no-header',
    file: table.file,
    row: table.headerRow,
    problem: `aucune colonne n’est une question de « ${questionnaire.id} »`,
    found: table.header.filter(Boolean).join(' | '),
    expected: questionnaire.questions.map(({ id }) => id).join(', '),
    remedy:
      'vérifier que c’est le bon fichier, ou donner au questionnaire les intitulés de l’export (spellings)',
  })
}

function notInFile(table: RawTable, question: Question): Finding {
  return finding({
    code: 'question-absent',
    file: table.file,
    row: table.headerRow,
    problem: `la question « ${question.id} » n’est pas dans le fichier : elle est comptée comme non posée`,
    remedy: 'rien, si elle ne l’a pas été ; sinon compléter l’export',
  })
}
