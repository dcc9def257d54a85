import type { Provenance } from '@retombees/contract/figure'
import type { SurveyFilter } from '@retombees/contract/survey-query'
import type { SurveyWords, Verbatim } from '@retombees/contract/verbatim'
import type { Programme } from '@retombees/programme/programme'
import type { Question } from '@retombees/programme/questionnaire-file'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { findQuestion } from './codebook.ts'
import { fold } from './fold.ts'
import { counted, frenchList, typeset } from './french.ts'
import { allOf } from './measures/filter.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { columnOf } from './measures/responses.ts'
import { hasTable } from './present-tables.ts'
import { type ResponseSet, readResponseSet } from './response-set.ts'
import { filtersOf } from './survey-filters.ts'
import { wordCounts } from './words.ts'

/** What was written in answer to a question, with identifiers masked: themes are the reader's to add. */
export type WrittenAnswer = Omit<Verbatim, 'codings'>

/** The free answers to a question, in the order of their files. */
export interface WrittenAnswers {
  readonly label: string
  readonly answers: readonly WrittenAnswer[]
  readonly filters: readonly string[]
  readonly provenance: Provenance | null
}

interface TextRow {
  readonly load_id: string
  readonly row_no: number
  readonly territory: string | null
  readonly centre: string | null
  readonly body: string
}

/**
 * The free answers to a question: of people, or transcribed; of one provenance. What was written beside « other » of a
 * choice counts as such. A filter by answers leaves transcribed ones out, except by territory. Throws a ModelError for a
 * question, a variable or a code that there is not.
 */
export async function readVerbatims(
  db: Kysely<Database>,
  programme: Programme,
  questionnaire: string,
  question: string,
  filter: readonly SurveyFilter[] = [],
): Promise<WrittenAnswers> {
  const asked = findQuestion(programme, questionnaire, question)
  const filters = filtersOf(programme, questionnaire, filter)
  const set = await readResponseSet(db, programme, questionnaire)
  const conditions = filters.map(({ condition }) => condition)
  const given = set ? await ofPeople(db, set, asked, conditions) : []
  const placed = filter.every(({ variable }) => variable === 'territory')
  const printed = placed ? await transcribed(db, questionnaire, question, filter) : []
  const people = set ? given.map((row) => written(row, set.provenance)) : []
  const all = [...people, ...printed]
  const provenance = chosenProvenance(all.map((each) => each.provenance))
  return {
    label: asked.label.fr,
    answers: all.filter((each) => each.provenance === provenance),
    filters: filters.map(({ words }) => words),
    provenance,
  }
}

/** The words of the free answers to a question, and what may be said of them. */
export async function surveyWords(
  db: Kysely<Database>,
  programme: Programme,
  questionnaire: string,
  question: string,
  filter: readonly SurveyFilter[] = [],
): Promise<SurveyWords> {
  const { label, answers, filters, provenance } = await readVerbatims(
    db,
    programme,
    questionnaire,
    question,
    filter,
  )
  const words = wordCounts(answers.map(({ text }) => text))
  const [first] = words
  const leading = words.filter(({ texts }) => texts === first?.texts).slice(0, 3)
  const simulated = provenance === 'simulated' ? 'Données simulées : ' : ''
  const total = counted(answers.length, 'réponse libre', 'réponses libres')
  const finding = first
    ? `${simulated}${frenchList(leading.map(({ word }) => `« ${word} »`))} ${leading.length > 1 ? 'viennent en tête' : 'vient en tête'}, dans ${first.texts} réponses sur ${answers.length}.`
    : `${simulated}${total}, sans mot à compter.`
  return {
    questionnaire,
    question,
    label,
    texts: answers.length,
    words: [...words],
    finding: typeset(finding),
    filters: [...filters],
    provenance,
  }
}

/** Whether a text holds every word looked for, whatever its case and accents. */
export function holdsWords(text: string, search: string): boolean {
  const within = ` ${fold(text)}`
  return fold(search)
    .split(' ')
    .every((word) => within.includes(` ${word}`))
}

function textColumn(asked: Question): string {
  return asked.kind === 'text' ? columnOf(asked.id) : `${columnOf(asked.id)}__other_text`
}

async function ofPeople(
  db: Kysely<Database>,
  set: ResponseSet,
  asked: Question,
  conditions: Parameters<typeof allOf>[0],
): Promise<readonly TextRow[]> {
  const column = textColumn(asked)
  if (!set.columns.has(column)) return []
  const body = sql<string>`${sql.ref(column)}`
  return db
    .selectFrom(sql<TextRow>`${sql.table(set.table)}`.as('fact'))
    .select([
      sql<string>`load_id`.as('load_id'),
      sql<number>`row_no`.as('row_no'),
      sql<string | null>`territory`.as('territory'),
      sql<string | null>`centre`.as('centre'),
      body.as('body'),
    ])
    .where(allOf([set.rows, ...conditions, sql<boolean>`trim(coalesce(${body}, '')) <> ''`]))
    .orderBy(sql`load_id`)
    .orderBy(sql`row_no`)
    .execute()
}

async function transcribed(
  db: Kysely<Database>,
  questionnaire: string,
  question: string,
  filter: readonly SurveyFilter[],
): Promise<readonly WrittenAnswer[]> {
  if (!(await hasTable(db, 'verbatims'))) return []
  const rows = await db
    .selectFrom('verbatims')
    .select(['load_id', 'row_no', 'provenance', 'territory', 'body'])
    .where('questionnaire', '=', questionnaire)
    .where('variable', '=', question)
    .orderBy('load_id')
    .orderBy('row_no')
    .execute()
  const kept = (territory: string | null) =>
    filter.every(({ codes, not }) => codes.includes(territory ?? '') !== not)
  return rows
    .filter(({ territory }) => kept(territory))
    .map((row) => written({ ...row, centre: null }, row.provenance as Provenance))
}

function written(
  { load_id, row_no, territory, centre, body }: TextRow,
  provenance: Provenance,
): WrittenAnswer {
  return { load: load_id, row: Number(row_no), territory, centre, text: body, provenance }
}
