import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { type Conformed, conform, type Loading } from './conform.ts'
import { refusal } from './errors.ts'
import type { RawTable } from './raw-table.ts'
import { readFile } from './read-file.ts'
import { conformResponses } from './survey/conform-responses.ts'
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

function questionnaireOf(
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
