import { DEFAULT_QUERY, type Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { type AskedItem, findQuestionnaire } from '../codebook.ts'
import { alternativeProvenance, chosenProvenance } from './provenance.ts'
import { readResponses } from './responses.ts'
import { readTallies, type TallySelection, type TallySet } from './tally-rows.ts'

export function selectionOf(asked: AskedItem): TallySelection {
  return { variable: asked.item, questionnaire: asked.questionnaire, baseOf: asked.question.id }
}

/**
 * The counts of an item: from the answers of people where there are any, else from printed tallies. They are two readings
 * of one wave and are never added; the questionnaire may say that the printed ones win. Simulated answers never stand
 * before a printed tally.
 */
export async function readItemCounts(
  db: Kysely<Database>,
  programme: Programme,
  asked: AskedItem,
  query: Query = DEFAULT_QUERY,
): Promise<TallySet> {
  const printed = await readTallies(db, programme, selectionOf(asked), query)
  const answers = await readResponses(db, programme, asked, query)
  if (!answers) return printed
  const both = [answers, printed].flatMap(({ provenance }) => provenance ?? [])
  const chosen =
    answers.provenance === chosenProvenance(both) && !printedWins(programme, asked, answers, printed)
      ? answers
      : printed
  const kept = chosen === printed && answers.provenance === 'field' ? 'published' : 'field'
  return { ...chosen, alternatives: alternativeProvenance(both, kept) }
}

/** Whether the programme prefers what was printed, of the wave that people's answers are of. */
function printedWins(
  programme: Programme,
  { questionnaire }: AskedItem,
  answers: TallySet,
  printed: TallySet,
): boolean {
  if (findQuestionnaire(programme, questionnaire).wins !== 'printed' || printed.rows.length === 0)
    return false
  return answers.period === null || answers.period === printed.period
}
