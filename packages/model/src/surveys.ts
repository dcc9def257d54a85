import type { Provenance } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { Face } from '@retombees/contract/role'
import type { SurveyColumn, SurveyRow, SurveyTable } from '@retombees/contract/survey'
import type { SurveyBase, SurveyFilter } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { type AskedItem, agreementCodes, findQuestion, findQuestionnaire, itemsNamed } from './codebook.ts'
import { reportedOf } from './concerning.ts'
import { type CountedTable, countTables } from './cross-counts.ts'
import { unanswered } from './cross-tables.ts'
import { typeset } from './french.ts'
import { computeIndicators } from './indicators.ts'
import { readItemCounts } from './measures/item-counts.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { absenceOf, columnOf, readResponses } from './measures/responses.ts'
import { type ResponseSet, readResponseSet } from './response-set.ts'
import { filtersOf } from './survey-filters.ts'
import { findingOfChoices, findingOfScale, findingOfText } from './survey-finding.ts'
import { overlapNotes, type ReadItem, surveyRow } from './survey-row.ts'
import { sidesOf } from './survey-sides.ts'
import { distribution } from './survey-values.ts'

/** Over whom a table is read, among whom, and in which face. */
export interface SurveyReading {
  readonly base?: SurveyBase
  readonly filter?: readonly SurveyFilter[]
  readonly face?: Face
}

/**
 * One question of a questionnaire, or one of its items, by territory, with the sentence that its data supports. A filter
 * is only answered by the answers of people; where there are none the table is refused with the reason.
 */
export async function surveyTable(
  db: Kysely<Database>,
  programme: Programme,
  questionnaire: string,
  question: string,
  { base = 'all-respondents', filter = [], face = 'internal' }: SurveyReading = {},
): Promise<SurveyTable> {
  const book = findQuestionnaire(programme, questionnaire)
  const named = itemsNamed(programme, questionnaire, question)
  const [{ question: asked } = { question: findQuestion(programme, questionnaire, question) }] = named
  const items = named.filter((each) => each.codes.length > 0)
  const filters = filtersOf(programme, questionnaire, filter)
  const head = {
    form: 'one-way' as const,
    questionnaire,
    question,
    label: asked.label.fr,
    kind: asked.kind,
    base,
    filters: filters.map(({ words }) => words),
    refused: null,
    notes: notesOf(
      programme,
      questionnaire,
      [question, ...items.map((each) => each.item)],
      [...(asked.note === undefined ? [] : [asked.note]), ...book.caveats.map((caveat) => caveat.fr)],
    ),
  }
  if (asked.kind === 'text') {
    const { finding, provenance } = await findingOfText(db, programme, questionnaire, question)
    return { ...head, codes: [], rows: [], finding, provenance }
  }
  const conditions = filters.map(({ condition }) => condition)
  const set = await readResponseSet(db, programme, questionnaire)
  if (asked.kind === 'number' || asked.kind === 'date') {
    const side = { needs: [columnOf(asked.id), absenceOf(asked.id)] }
    const refused = unanswered([side], set, face)
    const value = { id: asked.id, label: asked.label.fr, kind: asked.kind }
    const found =
      refused || !set ? null : await distribution(db, programme, set, value, { base, filters: conditions })
    if (found) return { ...head, ...found, notes: [...head.notes, ...found.notes] }
    const why = refused ?? { code: 'no-data' as const, reason: NOBODY }
    return { ...head, codes: [], rows: [], finding: why.reason, refused: why, provenance: 'published' }
  }
  const sides = items.flatMap(({ item }) => sidesOf(programme, questionnaire, item, base))
  const refused = filters.length > 0 ? unanswered(sides, set, face) : null
  if (refused) {
    return { ...head, codes: [], rows: [], finding: refused.reason, refused, provenance: 'published' }
  }
  const read: ReadItem[] = []
  for (const item of items) {
    const found =
      filters.length > 0
        ? await readResponses(db, programme, item, DEFAULT_QUERY, conditions)
        : await readItemCounts(db, programme, item)
    if (found) read.push({ asked: item, set: found })
  }
  if (read.length === 0) {
    const reason = NOBODY
    return {
      ...head,
      codes: [],
      rows: [],
      finding: reason,
      refused: { code: 'no-data', reason },
      provenance: 'published',
    }
  }
  const indicators =
    filters.length > 0 ? new Map<string, IndicatorResult>() : await indicatorsOf(db, programme, items)
  const weights = set?.weight ? await weightsOf(db, programme, read, set, base, conditions) : null
  const rows = read.map((each, at) =>
    surveyRow(programme, each, indicators.get(each.asked.item) ?? null, {
      base,
      weights: weights?.[at],
      population: filters.length === 0 ? book.population : undefined,
    }),
  )
  const codes = (items[0]?.codes ?? []).map(({ id, label, polarity }) => ({
    code: id,
    label: label.fr,
    polarity,
  }))
  const weighted =
    weights === null
      ? []
      : [
          'Les parts sont pondérées, leurs intervalles tiennent à la base efficace de Kish ; les effectifs ne sont pas pondérés.',
        ].map(typeset)
  const order = asked.kind === 'multiple' ? byMentions(codes, rows) : codes
  const scale = asked.kind === 'scale'
  return {
    ...head,
    notes: [...head.notes, ...weighted, ...read.flatMap((each) => overlapNotes(programme, each))],
    codes: order,
    rows: rows.map((row) => inOrder(row, order)),
    finding: scale
      ? findingOfScale(programme, read, rows, base)
      : findingOfChoices(programme, read, order, base),
    provenance: provenanceOf(read),
  }
}

const NOBODY = 'Personne n’a répondu parmi ceux que les filtres gardent.'

/** The weights of each item by territory, where the table is read from answers that have them. */
async function weightsOf(
  db: Kysely<Database>,
  programme: Programme,
  read: readonly ReadItem[],
  set: ResponseSet,
  base: SurveyBase,
  conditions: Parameters<typeof countTables>[3],
): Promise<readonly CountedTable[] | null> {
  const [territory] = sidesOf(programme, read[0]?.asked.questionnaire ?? '', 'territory', base)
  if (!territory || read.some((each) => each.set.from !== 'responses')) return null
  const pairs = read.flatMap(({ asked }) =>
    sidesOf(programme, asked.questionnaire, asked.item, base).map((side) => [side, territory] as const),
  )
  return countTables(db, set, pairs, conditions)
}

function provenanceOf(read: readonly ReadItem[]): Provenance {
  return chosenProvenance(read.flatMap(({ set }) => set.provenance ?? [])) ?? 'published'
}

/** The indicator that says the agreement on each item, where the programme defines one. */
async function indicatorsOf(
  db: Kysely<Database>,
  programme: Programme,
  items: readonly AskedItem[],
): Promise<ReadonlyMap<string, IndicatorResult>> {
  const pairs = items.flatMap((asked) => {
    const agreement = [...agreementCodes(asked)].sort().join('|')
    const found = programme.indicators.find(
      ({ measure }) =>
        measure.kind === 'survey-share' &&
        measure.questionnaire === asked.questionnaire &&
        measure.item === asked.item &&
        [...measure.codes].sort().join('|') === agreement,
    )
    return found && agreement !== '' ? [{ item: asked.item, id: found.id }] : []
  })
  const results = await computeIndicators(
    db,
    programme,
    pairs.map(({ id }) => id),
  )
  return new Map(pairs.flatMap(({ item }, index) => (results[index] ? [[item, results[index]]] : [])))
}

/** A multiple choice is read from the option cited most; the codebook's order breaks ties. */
function byMentions(codes: SurveyTable['codes'], rows: readonly SurveyRow[]): SurveyTable['codes'] {
  const cells = rows.flatMap((row) => row.columns.flatMap((column) => column.cells))
  const mentions = new Map<string, number>()
  for (const { code, n } of cells) mentions.set(code, (mentions.get(code) ?? 0) + (n ?? 0))
  return [...codes].sort((a, b) => (mentions.get(b.code) ?? 0) - (mentions.get(a.code) ?? 0))
}

function inOrder(row: SurveyRow, codes: SurveyTable['codes']): SurveyRow {
  const rank = new Map(codes.map(({ code }, index) => [code, index]))
  const ordered = (column: SurveyColumn): SurveyColumn => ({
    ...column,
    cells: [...column.cells].sort((a, b) => (rank.get(a.code) ?? 0) - (rank.get(b.code) ?? 0)),
  })
  return {
    ...row,
    columns: row.columns.map(ordered),
    whole: ordered(row.whole),
  }
}

function notesOf(
  programme: Programme,
  questionnaire: string,
  variables: readonly string[],
  notes: readonly string[],
): string[] {
  const places = variables.map((variable) => `item:${questionnaire}/${variable}`)
  return [...new Set([...notes, ...reportedOf(programme, places)])]
}
