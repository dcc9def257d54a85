import type { Provenance } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import type { SurveyRow, SurveyTable } from '@retombees/contract/survey'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { type AskedItem, agreementCodes, findQuestion, findQuestionnaire, itemsOf } from './codebook.ts'
import { reportedOf } from './concerning.ts'
import { computeIndicators } from './indicators.ts'
import { readItemCounts } from './measures/item-counts.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { findingOfChoices, findingOfScale, findingOfText } from './survey-finding.ts'
import { overlapNotes, type ReadItem, surveyRow } from './survey-row.ts'

/** One question of a questionnaire by territory, with the sentence that its data supports. */
export async function surveyTable(
  db: Kysely<Database>,
  programme: Programme,
  questionnaire: string,
  question: string,
): Promise<SurveyTable> {
  const book = findQuestionnaire(programme, questionnaire)
  const asked = findQuestion(programme, questionnaire, question)
  const items = itemsOf(programme, questionnaire, asked)
  const head = {
    questionnaire,
    question,
    label: asked.label.fr,
    kind: asked.kind,
    notes: notesOf(
      programme,
      questionnaire,
      [question, ...items.map((each) => each.item)],
      [...(asked.note === undefined ? [] : [asked.note]), ...book.caveats.map((caveat) => caveat.fr)],
    ),
  }
  if (asked.kind === 'text' || asked.kind === 'number' || asked.kind === 'date') {
    const { finding, provenance } = await findingOfText(db, programme, questionnaire, question)
    return { ...head, codes: [], rows: [], finding, provenance }
  }
  const read: ReadItem[] = []
  for (const item of items) {
    read.push({ asked: item, set: await readItemCounts(db, programme, item) })
  }
  const indicators = await indicatorsOf(db, programme, items)
  const rows = read.map((each) => surveyRow(programme, each, indicators.get(each.asked.item) ?? null))
  const codes = (items[0]?.codes ?? []).map(({ id, label, polarity }) => ({
    code: id,
    label: label.fr,
    polarity,
  }))
  const order = asked.kind === 'multiple' ? byMentions(codes, rows) : codes
  const scale = asked.kind === 'scale'
  return {
    ...head,
    notes: [...head.notes, ...read.flatMap((each) => overlapNotes(programme, each))],
    codes: order,
    rows: rows.map((row) => inOrder(row, order)),
    finding: scale ? findingOfScale(programme, read, rows) : findingOfChoices(programme, read, order),
    provenance: provenanceOf(read),
  }
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
  return {
    ...row,
    columns: row.columns.map((column) => ({
      ...column,
      cells: [...column.cells].sort((a, b) => (rank.get(a.code) ?? 0) - (rank.get(b.code) ?? 0)),
    })),
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
