import type { Programme } from '@retombees/programme/programme'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { openEngine, WRITING } from '@retombees/warehouse/engine'

export const ITEMS = 60
export const SURVEY = 'banc'
export const TABLE = 'responses_banc'
const CODES = ['strongly-agree', 'agree', 'disagree', 'strongly-disagree'] as const
const GROUPS = ['matin', 'midi', 'soir', 'nuit', 'jamais'] as const

/** A questionnaire of sixty items on one scale, and a question with five answers to cross them with. */
export function surveyOf(programme: Programme): Programme {
  const named = (id: string) => ({ id, label: { fr: id } })
  const book = QuestionnaireFile.parse({
    ...named(SURVEY),
    audience: 'residents',
    codeLists: [
      {
        id: 'accord',
        codes: [
          ...CODES.map((id, at) => ({ ...named(id), polarity: at < 2 ? 'for' : 'against' })),
          { ...named('dont-know'), missing: 'dont-know' },
          { ...named('no-answer'), missing: 'no-answer' },
        ],
      },
    ],
    questions: [
      {
        ...named('items'),
        kind: 'scale',
        scale: 'accord',
        items: Array.from({ length: ITEMS }, (_, at) => named(`item-${at + 1}`)),
      },
      { ...named('moment'), kind: 'single', codes: GROUPS.map(named) },
    ],
  })
  return { ...programme, questionnaires: [...programme.questionnaires, book] }
}

/** Writes that many answers: the same on every machine, one in ten without an opinion. */
export async function writeAnswers(path: string, respondents: number): Promise<void> {
  const engine = await openEngine(path, { ...WRITING, readOnly: false })
  const list = (values: readonly string[]) => `[${values.map((each) => `'${each}'`).join(', ')}]`
  const items = Array.from({ length: ITEMS }, (_, at) => {
    const [drawn, silent] = [`hash(range * 61 + ${at})`, `hash(range * 67 + ${at})`]
    return `case when ${silent} % 10 < 9 then ${list(CODES)}[1 + (${drawn} % 4)::integer] end as item_${at + 1},
      case when ${silent} % 10 < 9 then 'answered' when ${silent} % 20 < 19 then 'dont-know' else 'no-answer' end as item_${at + 1}__absence`
  })
  await engine.run(`create table ${TABLE} as select 'banc' as load_id, range::integer as row_no, 'simulated' as provenance,
    'p' as period, null::varchar as territory, null::varchar as centre, ${items.join(', ')},
    ${list(GROUPS)}[1 + (hash(range * 71) % 5)::integer] as moment, 'answered' as moment__absence from range(${respondents});
    checkpoint`)
  await engine.close()
}
