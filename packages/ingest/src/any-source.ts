import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { type Columns, matchColumns } from './columns.ts'
import { type Conformed, conform, type Loading } from './conform.ts'
import { refusal } from './errors.ts'
import type { RawTable } from './raw-table.ts'
import { readFile } from './read-file.ts'
import { answerHeadings } from './survey/answer-headings.ts'
import { conformResponses, respondentMatch } from './survey/conform-responses.ts'
import { readResponses } from './survey/read-responses.ts'

/**
 * Reads a file as its source says: by the columns that it declares, or by the codebook of the questionnaire that it
 * answers. Throws IngestError when the file must be refused.
 */
export function readAs(
  bytes: Uint8Array,
  fileName: string,
  source: SourceFile,
  programme: Programme,
): RawTable {
  const questionnaire = questionnaireOf(source, programme, fileName)
  return questionnaire
    ? readResponses(bytes, fileName, source, questionnaire)
    : readFile(bytes, fileName, source)
}

/** Makes typed rows of what `readAs` read, or of what the archive of a load kept of it. Throws IngestError. */
export function conformAs(
  raw: RawTable,
  source: SourceFile,
  programme: Programme,
  loading: Loading,
): Conformed {
  const questionnaire = questionnaireOf(source, programme, raw.file)
  return questionnaire
    ? conformResponses(raw, source, questionnaire, programme, loading)
    : conform(raw, source, programme, loading)
}

/** Which column of an archived table is which thing of its source. Throws IngestError. */
export function columnsAs(raw: RawTable, source: SourceFile, programme: Programme): Columns {
  const questionnaire = questionnaireOf(source, programme, raw.file)
  return questionnaire
    ? respondentMatch(raw, source, answerHeadings(questionnaire))
    : matchColumns(raw, source)
}

/** The questionnaire that a source's rows answer; null for another source. Throws IngestError when the programme has not got it. */
export function questionnaireOf(
  { id, questionnaire }: SourceFile,
  { questionnaires }: Programme,
  file: string,
): QuestionnaireFile | null {
  if (questionnaire === undefined) return null
  const found = questionnaires.find((one) => one.id === questionnaire)
  if (found) return found
  throw refusal({
    code: 'source-definition',
    file,
    problem: `la source « ${id} » répond à un questionnaire que le programme n’a pas`,
    found: questionnaire,
    expected: questionnaires.map((one) => one.id).join(', '),
    remedy: 'corriger questionnaire dans la source',
  })
}
