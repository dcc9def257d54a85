import type { Question } from '@retombees/programme/questionnaire-file'
import { literal } from '@retombees/warehouse/sql-text'
import { type Code, otherOf } from '../survey/asked.ts'
import { readChoices, readOption } from '../survey/read-answer.ts'
import { answerColumn } from '../survey/response-table.ts'
import { type ColumnPlan, mapCells, type PlanContext } from './column-plans.ts'
import { absenceOf, saidBy } from './plan-names.ts'

/** How the engine makes the answers to one question. */
export interface QuestionPlans {
  readonly question: Question
  readonly plans: readonly ColumnPlan[]
  /** By the end of the name of its column of absence: the absence that was read. */
  readonly absences: ReadonlyMap<string, string>
  readonly columns: Readonly<Record<string, string>>
  /** The condition under which a code was chosen. */
  readonly chose: (code: string) => string
  readonly conditions: readonly string[]
}

/** True where one of the conditions is. */
export const any = (conditions: readonly string[]) =>
  conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`

/** The options of a multiple choice, in columns of their own or joined in one cell. Null where they are none for the engine. */
export async function planMultiple(
  context: PlanContext,
  question: Question & { kind: 'single' | 'multiple' },
  codes: readonly Code[],
  byKey: ReadonlyMap<string, number>,
): Promise<QuestionPlans | null> {
  const { id } = question
  const other = otherOf(codes)
  const plans: ColumnPlan[] = []
  const keyOf = (code: Code) => `${id}[${code.id}]`
  const apart = codes.every((code) => byKey.has(keyOf(code)))
  // The ids that were chosen between bars; null where nothing was read. Words beside « other » are read with care.
  let chosen: string
  let absence: string
  if (apart) {
    for (const code of codes) {
      const plan = await mapCells(
        context,
        `answer ${keyOf(code)}`,
        byKey.get(keyOf(code)) ?? -1,
        'VARCHAR',
        (cell, heading) => {
          const { answer } = readOption(cell, heading, code, code === other)
          if (!answer || typeof answer.value === 'string') return null
          return { value: answer.value === null ? null : String(answer.value), absence: answer.absence }
        },
      )
      if (!plan) return null
      plans.push(plan)
    }
    const ticked = (code: Code) => `coalesce(${saidBy(`answer ${keyOf(code)}`)} = 'true', false)`
    const opinions = codes.filter(({ missing }) => !missing)
    const silent = codes.filter(({ missing }) => missing)
    const notAsked = any(codes.map((code) => `${absenceOf(`answer ${keyOf(code)}`)} = 'not-asked'`))
    const unticked = any(codes.map((code) => `coalesce(${saidBy(`answer ${keyOf(code)}`)} = 'false', false)`))
    absence = `case when ${any(opinions.map(ticked))} then 'answered' ${silent
      .map((code) => `when ${ticked(code)} then ${literal(code.missing ?? '')}`)
      .join(' ')} when ${notAsked} then 'not-asked' when ${unticked} then 'answered' else 'no-answer' end`
    chosen = `concat(${opinions.map((code) => `case when ${ticked(code)} then ${literal(`|${code.id}|`)} else '' end`).join(', ')})`
  } else {
    const index = byKey.get(id)
    if (index === undefined) return null
    const plan = await mapCells(context, `answer ${id}`, index, 'VARCHAR', (cell, heading) => {
      const { answer } = readChoices(cell, heading, codes, other)
      if (!answer || (answer.value?.other ?? null) !== null) return null
      const ids = answer.value ? [...answer.value.ids].map((one) => `|${one}|`).join('') : null
      return { value: ids, absence: answer.absence }
    })
    if (!plan) return null
    plans.push(plan)
    absence = absenceOf(`answer ${id}`)
    chosen = `coalesce(${saidBy(`answer ${id}`)}, '')`
  }
  const has = (code: string) => `contains(${chosen}, ${literal(`|${code}|`)})`
  const opinions = codes.filter(({ missing }) => !missing)
  const columns = Object.fromEntries(
    opinions.map((code) => [
      answerColumn(id, code.id),
      `case when ${absence} = 'answered' then ${has(code.id)} end`,
    ]),
  )
  const { max } = question
  return {
    question,
    plans,
    absences: new Map([[id, absence]]),
    columns,
    chose: (code) => `(${absence} = 'answered' and ${has(code)})`,
    conditions:
      max === undefined || opinions.length <= max
        ? []
        : [`${opinions.map((code) => `${has(code.id)}::integer`).join(' + ')} <= ${max}`],
  }
}
