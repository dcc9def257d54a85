import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Table } from '@retombees/warehouse/table'
import { columnsAs, questionnaireOf } from './any-source.ts'
import type { RawTable } from './raw-table.ts'
import { sourceTarget } from './source-target.ts'
import { isNotShown } from './survey/absence.ts'
import { answerHeadings } from './survey/answer-headings.ts'
import { askedBy } from './survey/asked.ts'
import { matchAnswers } from './survey/match-answers.ts'
import { otherColumn } from './survey/response-table.ts'
import { isMissing } from './values/missing.ts'

/** A column of a file in which somebody's own words may stand. */
export type FreeText =
  /** The whole cell, unless it is a way to say nothing. */
  | { readonly kind: 'cell'; readonly saysNothing: (cell: string) => boolean }
  /** In the cell of a choice, alone or `among` the labels that were chosen: what was read of it stands in that column of the table. */
  | { readonly kind: 'other'; readonly column: string; readonly among: boolean }

/** The columns of a table that hold what somebody wrote or said: they stay on the internal face. */
export function wordColumns({ faces, columns }: Table): ReadonlySet<string> {
  const inside = columns.filter(
    (column) => column.type === 'VARCHAR' && (column.faces ?? faces).every((face) => face === 'internal'),
  )
  return new Set(inside.map(({ name }) => name))
}

/** Where somebody's own words may stand in an archived file, by position. Throws IngestError when its source does not read it. */
export function freeTextOf(
  raw: RawTable,
  source: SourceFile,
  programme: Programme,
): ReadonlyMap<number, FreeText> {
  const questionnaire = questionnaireOf(source, programme, raw.file)
  if (questionnaire) return writtenAnswers(raw, questionnaire)
  const words = wordColumns(sourceTarget(source, raw.file).table)
  const { fields } = columnsAs(raw, source, programme)
  return new Map(
    Object.entries(source.fields).flatMap(([name, field]) => {
      const index = fields.get(name)
      if (field.type !== 'text' || !words.has(name) || index === undefined) return []
      return [
        [index, { kind: 'cell', saysNothing: (cell: string) => isMissing(cell, field.missing) }] as const,
      ]
    }),
  )
}

function writtenAnswers(raw: RawTable, questionnaire: QuestionnaireFile): ReadonlyMap<number, FreeText> {
  const { byKey } = matchAnswers(raw, questionnaire, answerHeadings(questionnaire))
  const all = questionnaire.questions.flatMap((question) => askedBy(question, questionnaire))
  return new Map(
    all.flatMap(({ kind, key, question }): [number, FreeText][] => {
      const index = byKey.get(key)
      if (index === undefined) return []
      if (kind === 'other' || (kind === 'written' && question.kind === 'text'))
        return [[index, { kind: 'cell', saysNothing: isNotShown }]]
      return kind === 'option' || kind === 'options'
        ? [[index, { kind: 'other', column: otherColumn(question.id), among: kind === 'options' }]]
        : []
    }),
  )
}
