import type { CrossBlock } from '@retombees/contract/cross-table'
import type { SurveyTable } from '@retombees/contract/survey'
import type { SurveyQuery } from '@retombees/contract/survey-query'
import { crossTables } from '@retombees/model/cross-tables'
import { surveyTable } from '@retombees/model/surveys'
import type { Published } from '../answers/answers.ts'

/** The table that a query asks for: one-way, or crossed where it names columns. What the page shows and the export writes. */
export function tableAsked(
  { db, programme, snapshot }: Pick<Published, 'db' | 'programme' | 'snapshot'>,
  survey: string,
  { rows, columns, filter, base }: Omit<SurveyQuery, 'survey'>,
): Promise<SurveyTable | CrossBlock> {
  const { face } = snapshot
  return columns === ''
    ? surveyTable(db, programme, survey, rows, { base, filter, face })
    : crossTables(db, programme, { survey, rows, columns, filter, base }, face)
}
