import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { ORIGIN, type Table } from '@retombees/warehouse/table'
import { archivedRow, shapeOf } from '../archive-table.ts'
import { checkPersons } from '../checks/persons.ts'
import { type Candidate, findTwins } from '../checks/twins.ts'
import { type Columns, matchColumns } from '../columns.ts'
import type { Conformed, Loading } from '../conform.ts'
import { dateOrders } from '../date-orders.ts'
import { type Finding, finding } from '../finding.ts'
import { protectTable } from '../protect/protect-table.ts'
import { quarantinedRow } from '../quarantine.ts'
import type { RawTable } from '../raw-table.ts'
import { type ReadRow, readRow } from '../read-row.ts'
import { isSimulated } from '../simulated-marker.ts'
import { AGE_COLUMNS, AGE_DEMANDS } from '../tables/age.ts'
import { CENTRE_OF_TERRITORY, notInFuture } from '../tables/demands.ts'
import { territory } from '../tables/derivations.ts'
import { derive, type Target, targetRow } from '../tables/target-row.ts'
import { remembered } from '../values/remembered.ts'
import { type AnswerHeadings, answerHeadings } from './answer-headings.ts'
import { matchAnswers } from './match-answers.ts'
import { type Respondent, readRespondent } from './respondent.ts'
import { ASIDES, respondentColumns, responseTable } from './response-table.ts'
import { isTechnical, tellsCompletion } from './tool-columns.ts'

/**
 * Makes typed answers of a table of text, a respondent a row: a pure function of the table, its source, the codebook
 * and the programme. A row with an answer that cannot be read is quarantined whole. Throws IngestError when the table
 * does not fit its source or the codebook.
 */
export function conformResponses(
  raw: RawTable,
  source: SourceFile,
  questionnaire: QuestionnaireFile,
  programme: Programme,
  loading: Loading,
): Conformed {
  const headings = answerHeadings(questionnaire)
  const answers = matchAnswers(raw, questionnaire, headings)
  const columns = respondentMatch(raw, source, headings)
  const dated = questionnaire.questions.flatMap(({ id, kind }) =>
    kind === 'date' ? (answers.byKey.get(id) ?? []) : [],
  )
  const orders = dateOrders(raw, source, columns, dated)
  const table = protectTable(raw, columns, { source, orders, ...loading })
  const definition = responsesOf(questionnaire, programme, source)
  const provenance = isSimulated(table.above) ? 'simulated' : source.provenance
  const target = respondentTarget(definition, source)
  const completion = table.header.findIndex(
    (heading, index) => tellsCompletion(heading) && !columns.leftOut.has(index),
  )
  const { timezone } = programme
  const reading = { table, source, columns, orders, timezone, vocabulary: remembered(programme) }
  const context = { programme, source, receivedOn: loading.receivedOn }
  const carried = new Map<string, string>()
  const names = definition.columns.map(({ name }) => name)

  const candidates = table.rows.map((row): Answered => {
    const read = readRow(row, carried, reading)
    const said = { ...read.values, period: read.values.period ?? questionnaire.period ?? null }
    if (read.faults.some(({ column }) => column === null))
      return { row: read, values: said, faults: read.faults }
    const written = (field: string) => ({
      column: table.header[columns.fields.get(field) ?? -1] ?? null,
      value: row.cells[columns.fields.get(field) ?? -1] ?? null,
    })
    const respondent = readRespondent(row.cells, {
      questionnaire,
      columns: answers,
      header: table.header,
      sign: source.decimal,
      orders,
      timezone,
      complete: completion === -1 || row.cells[completion] !== null,
    })
    const { values, faults } = derive(said, target, context, written)
    const origin = { load_id: loading.loadId, row_no: row.rowNo, provenance }
    const made = targetRow({ ...values, ...origin }, target, written)
    return {
      row: read,
      values,
      faults: [...read.faults, ...respondent.faults, ...faults, ...made.faults],
      respondent,
      made: complete(made.row, respondent, names),
    }
  })
  if (loading.onEvent)
    for (const { faults, values } of candidates) if (faults.length === 0) loading.onEvent(values)
  const twins = findTwins(candidates, target, source, columns, table)
  const conformed = candidates.map((one) => ({
    ...one,
    faults: [...one.faults, ...(twins.get(one.row.rowNo) ?? [])],
  }))
  const quarantined = conformed.flatMap(({ row, faults: [first, ...others] }) =>
    first ? [quarantinedRow(row, [first, ...others])] : [],
  )
  const loaded = conformed.filter(({ faults }) => faults.length === 0)
  const rows = loaded.flatMap(({ made }) => (made ? [made] : []))
  return {
    definition,
    table: definition.name,
    provenance,
    rows,
    raw: table.rows.map((row) => archivedRow(row, table.header)),
    shape: shapeOf(table),
    quarantined,
    ignored: [...table.ignored].sort((a, b) => a.rowNo - b.rowNo),
    warnings: [
      ...table.warnings,
      ...columns.warnings,
      ...answers.warnings,
      ...loaded.flatMap(({ row, respondent }) => (respondent ? doubts(row, respondent, table) : [])),
      ...checkPersons(
        loaded.map(({ row, values }) => ({ ...row, values })),
        source,
        columns,
        table,
      ),
    ],
    counts: {
      read: table.rows.length + table.ignored.length,
      loaded: rows.length,
      quarantined: quarantined.length,
      ignored: table.ignored.length,
    },
  }
}

/** The table of the answers to a questionnaire, as all its sources fill it. */
export function responsesOf(
  questionnaire: QuestionnaireFile,
  programme: Programme,
  source: SourceFile,
): Table {
  return responseTable(questionnaire, sourcesOf(programme, source))
}

/** Which columns say something of the respondent, beside those that answer. Throws IngestError. */
export function respondentMatch(raw: RawTable, source: SourceFile, headings: AnswerHeadings): Columns {
  const known = {
    has: (heading: string) => headings.has(heading) || isTechnical(heading) || tellsCompletion(heading),
  }
  return matchColumns(raw, withoutTechnical(source, raw, headings), known)
}

/** A row that was read, and what it becomes where it is aligned. */
interface Answered extends Candidate {
  readonly respondent?: Respondent
  readonly made?: Record<string, unknown>
}

/** Every source of the questionnaire: they share one table. */
function sourcesOf({ sources }: Programme, source: SourceFile): readonly SourceFile[] {
  return sources.some(({ id }) => id === source.id) ? sources : [...sources, source]
}

/** What is known of a respondent as columns of the table, and what must hold of it. */
export function respondentTarget(definition: Table, source: SourceFile): Target {
  const known = new Set(respondentColumns([source]).map(({ name }) => name))
  const columns = definition.columns.filter(({ name }) => known.has(name))
  return {
    table: { ...definition, columns: [...ORIGIN, ...columns] },
    rules: {
      name: definition.name,
      derived: { territory, ...AGE_COLUMNS },
      asides: ASIDES,
      demands: [CENTRE_OF_TERRITORY, notInFuture('day'), notInFuture('answered_at'), ...AGE_DEMANDS],
      identity: identityOf(source),
    },
  }
}

/** One answer a number of the tool's, where the source reads it; else one a person, each time that is asked. */
function identityOf({ fields, person }: SourceFile): string[] {
  if (fields.respondent) return ['respondent']
  if (!person) return []
  return [person.field, ...['moment', 'workshop', 'prototype', 'day'].filter((name) => fields[name])]
}

/** What the tool adds needs no declaration; a field of the source that is read from it still is. */
function withoutTechnical(source: SourceFile, { header }: RawTable, asked: AnswerHeadings): SourceFile {
  const technical = header.filter((heading) => isTechnical(heading) && !asked.find(heading))
  return { ...source, leaveOut: [...source.leaveOut, ...technical] }
}

/** Every column of the table: what the source says of the respondent, and the answers. */
function complete(
  said: Record<string, unknown>,
  { values }: Respondent,
  names: readonly string[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const name of names) row[name] = said[name] ?? values.get(name) ?? null
  return row
}

function doubts({ rowNo }: ReadRow, { contradictions, tooMany }: Respondent, { file }: RawTable): Finding[] {
  return [
    ...contradictions.map((question) =>
      finding({
        code: 'filter-contradicted',
        file,
        row: rowNo,
        problem: `la question « ${question} » a une réponse, alors que celle qui la précède en dispense`,
        remedy: 'rien n’a été corrigé : les deux réponses sont gardées',
      }),
    ),
    ...tooMany.map((question) =>
      finding({
        code: 'too-many-choices',
        file,
        row: rowNo,
        problem: `la question « ${question} » a plus de choix que le questionnaire n’en permet`,
        remedy: 'rien n’a été corrigé : tous les choix sont gardés',
      }),
    ),
  ]
}
