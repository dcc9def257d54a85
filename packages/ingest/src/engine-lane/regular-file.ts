import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { sourceTarget } from '../source-target.ts'
import { respondentTarget, responsesOf } from '../survey/conform-responses.ts'
import type { Target } from '../tables/target-row.ts'
import { type EngineRules, engineRules, respondentRules } from './engine-rules.ts'
import { type Head, readHead } from './head.ts'
import { type Lines, lookAtLines } from './lines.ts'

/** A large delimited text that the engine may read: where its table begins, and every line looked at. */
export interface RegularFile {
  readonly path: string
  /** Name of the file, for messages. */
  readonly file: string
  readonly source: SourceFile
  readonly head: Head
  readonly lines: Lines
}

/** Said after each few megabytes. */
export type OnBytes = (done: number, total: number, lines: number, odd: number) => void

/** The head of a file that the engine may read, if its lines are like it; null when the file or its source is none for it. */
export function headForEngine(
  path: string,
  file: string,
  source: SourceFile,
  programme: Programme,
): Head | null {
  return engineTarget(source, programme, file) ? readHead(path, file, source, programme) : null
}

/** Looks at every line of a file of which the head is known: once over its bytes. Null when it is better read row by row. */
export async function lookAtFile(
  path: string,
  file: string,
  source: SourceFile,
  head: Head,
  onBytes?: OnBytes,
): Promise<RegularFile | null> {
  const { delimiter, firstLine: first, table } = head
  const lines = await lookAtLines(path, { delimiter, width: table.header.length, first }, onBytes)
  if (!lines || lines.count === 0) return null
  const { format } = source
  const isUtf8 =
    format.kind === 'any' ||
    (format.kind === 'csv' && (format.encoding === 'auto' || format.encoding === 'utf-8'))
  return lines.ascii || isUtf8 ? { path, file, source, head, lines } : null
}

/** What a source feeds, and its rules in SQL. */
export interface EngineTarget {
  /** With every column of the table. */
  readonly target: Target
  readonly rules: EngineRules
  /** The codebook, of a source of answers. */
  readonly questionnaire: QuestionnaireFile | null
}

/** The table that a source feeds with its rules in SQL; null where the source asks for more than the engine does. */
export function engineTarget(source: SourceFile, programme: Programme, file: string): EngineTarget | null {
  const { format } = source
  const plain =
    (format.kind === 'any' || (format.kind === 'csv' && format.encoding !== 'utf-16')) &&
    format.ends === 'file' &&
    !format.blocks &&
    !source.unpivot &&
    !source.totals &&
    !source.person &&
    source.checks.length === 0
  const fields = Object.values(source.fields)
  const alone = fields.every(
    ({ fill, codes }) => fill === undefined && codes !== 'codes' && codes !== 'variables',
  )
  if (!plain || !alone) return null
  if (source.questionnaire === undefined) {
    const target = sourceTarget(source, file)
    const rules = engineRules(target.rules)
    return rules && { target, rules, questionnaire: null }
  }
  const questionnaire = programme.questionnaires.find(({ id }) => id === source.questionnaire)
  if (!questionnaire) return null
  const table = responsesOf(questionnaire, programme, source)
  const { rules } = respondentTarget(table, source)
  return { target: { table, rules }, rules: respondentRules(source, questionnaire, programme), questionnaire }
}
