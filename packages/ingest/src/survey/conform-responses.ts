import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { ORIGIN, type Table } from '@retombees/warehouse/table'
import { archivedRow, shapeOf } from '../archive-table.ts'
import { matchColumns } from '../columns.ts'
import type { Conformed, Loading } from '../conform.ts'
import { dateOrders } from '../date-orders.ts'
import { type Finding, finding } from '../finding.ts'
import { protectTable } from '../protect/protect-table.ts'
import { quarantinedRow } from '../quarantine.ts'
import type { RawTable } from '../raw-table.ts'
import { type ReadRow, readRow } from '../read-row.ts'
import { isSimulated } from '../simulated-marker.ts'
import { territory } from '../tables/derivations.ts'
import { targetRow } from '../tables/target-row.ts'
import { remembered } from '../values/remembered.ts'
import { type AnswerHeadings, answerHeadings } from './answer-headings.ts'
import { matchAnswers } from './match-answers.ts'
import { type Respondent, readRespondent } from './respondent.ts'
import { respondentColumns, responseTable } from './response-table.ts'
import { isTechnical, tellsCompletion } from './tool-columns.ts'

/** What an export of answers became, and the table its rows are of. */
export interface ConformedResponses extends Conformed {
  readonly definition: Table
}

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
): ConformedResponses {
  const headings = answerHeadings(questionnaire)
  const answers = matchAnswers(raw, questionnaire, headings)
  const known = {
    has: (heading: string) => headings.has(heading) || isTechnical(heading) || tellsCompletion(heading),
  }
  const columns = matchColumns(raw, withoutTechnical(source, raw, headings), known)
  const orders = dateOrders(raw, source, columns)
  const table = protectTable(raw, columns, { source, orders, ...loading })
  const definition = responseTable(questionnaire, source)
  const provenance = isSimulated(table.above) ? 'simulated' : source.provenance
  const respondents = {
    table: { ...definition, columns: [...ORIGIN, ...respondentColumns(source)] },
    rules: { name: definition.name, derived: {}, demands: [] },
  }
  const completion = table.header.findIndex(
    (heading, index) => tellsCompletion(heading) && !columns.leftOut.has(index),
  )
  const reading = {
    table,
    source,
    columns,
    orders,
    timezone: programme.timezone,
    vocabulary: remembered(programme),
  }
  const carried = new Map<string, string>()
  const names = definition.columns.map(({ name }) => name)

  const conformed = table.rows.map((row) => {
    const read = readRow(row, carried, reading)
    if (read.faults.some(({ column }) => column === null)) return { read, faults: read.faults }
    const respondent = readRespondent(row.cells, {
      questionnaire,
      columns: answers,
      header: table.header,
      complete: completion === -1 || row.cells[completion] !== null,
    })
    const faults = [...read.faults, ...respondent.faults]
    if (faults.length > 0) return { read, faults }
    const values = {
      ...read.values,
      territory: territory(read.values, programme, { programme, source, receivedOn: loading.receivedOn }),
    }
    const origin = { load_id: loading.loadId, row_no: row.rowNo, provenance }
    const respondentRow = targetRow({ ...values, ...origin }, respondents, (field) => ({
      column: table.header[columns.fields.get(field) ?? -1] ?? null,
      value: row.cells[columns.fields.get(field) ?? -1] ?? null,
    }))
    const made = complete(respondentRow.row, respondent, names)
    return { read, faults: respondentRow.faults, respondent, row: made }
  })
  const quarantined = conformed.flatMap(({ read, faults: [first, ...others] }) =>
    first ? [quarantinedRow(read, [first, ...others])] : [],
  )
  const rows = conformed.flatMap(({ row, faults }) => (row && faults.length === 0 ? [row] : []))
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
      ...conformed.flatMap(({ read, respondent }) => (respondent ? doubts(read, respondent, table) : [])),
    ],
    counts: {
      read: table.rows.length + table.ignored.length,
      loaded: rows.length,
      quarantined: quarantined.length,
      ignored: table.ignored.length,
    },
  }
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
