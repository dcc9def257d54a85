import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { declaredHeadings } from '../columns.ts'
import type { RawTable } from '../raw-table.ts'
import { readCells } from '../read-file.ts'
import { answerHeadings } from './answer-headings.ts'
import { matchAnswers } from './match-answers.ts'

/**
 * Reads the bytes of an export of answers into text cells, its headings recognised by the codebook and the source.
 * Throws IngestError, with what was found and what to do, when the file must be refused.
 */
export function readResponses(
  bytes: Uint8Array,
  fileName: string,
  source: SourceFile,
  questionnaire: QuestionnaireFile,
): RawTable {
  const headings = answerHeadings(questionnaire)
  const table = readCells(bytes, fileName, source, declaredHeadings(source, headings))
  matchAnswers(table, questionnaire, headings)
  return table
}
