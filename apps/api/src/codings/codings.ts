import type { Viewer } from '@retombees/contract/scope'
import type { CodingDraft, VerbatimCoding } from '@retombees/contract/verbatim'
import { fold } from '@retombees/model/fold'
import { readVerbatims } from '@retombees/model/verbatims'
import type { Answers } from '../answers/answers.ts'
import { recordAudit } from '../audit.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'

/** The themes that evaluators gave verbatims. What is given or taken away is one more line: nothing is ever edited. */
export interface Codings {
  /** Changes whenever a theme is given or taken away. */
  revision(): Promise<number>
  /** Themes in force on the answers to a question, by `keyOf` of their row. */
  themes(questionnaire: string, question: string): Promise<ReadonlyMap<string, readonly VerbatimCoding[]>>
  /** Gives or takes away. Throws a ProblemError when there is no such verbatim. Doing so twice changes nothing. */
  code(viewer: Viewer, questionnaire: string, draft: CodingDraft, address: string): Promise<VerbatimCoding[]>
}

/** What tells a verbatim from another: the row of its file. */
export function keyOf({ load, row }: { load: string; row: number }): string {
  return `${load}/${row}`
}

export function createCodings(
  store: Store,
  answers: Answers,
  options: { mode: 'demo' | 'production'; now: () => Date },
): Codings {
  const demo = options.mode === 'demo' ? 1 : 0

  async function themes(questionnaire: string, question: string) {
    const lines = await store.db
      .selectFrom('verbatim_coding')
      .selectAll()
      .where('questionnaire', '=', questionnaire)
      .where('question', '=', question)
      .where('demo', '<=', demo)
      .orderBy('id')
      .execute()
    const found = new Map<string, Map<string, VerbatimCoding>>()
    for (const line of lines) {
      const key = keyOf({ load: line.load_id, row: line.row_no })
      const own = found.get(key) ?? new Map<string, VerbatimCoding>()
      if (line.action === 'give') {
        const { theme, author, coded_at: codedAt } = line
        if (!own.has(line.theme_key)) own.set(line.theme_key, { theme, author, codedAt })
      } else own.delete(line.theme_key)
      found.set(key, own)
    }
    return new Map([...found].map(([key, own]) => [key, [...own.values()]]))
  }

  return {
    async revision() {
      const last = await store.db
        .selectFrom('verbatim_coding')
        .select(({ fn }) => fn.max('id').as('id'))
        .executeTakeFirst()
      return last?.id ?? 0
    },
    themes,
    async code(viewer, questionnaire, { question, load, row, theme, action }, address) {
      const snapshot = await answers.read('internal', async ({ stamp, db }, programme) => {
        const { answers: written } = await readVerbatims(db, programme, questionnaire, question)
        if (!written.some((each) => each.load === load && each.row === row))
          throw new ProblemError('unknown_id', { key: 'verbatim', found: keyOf({ load, row }) })
        return stamp.id
      })
      const now = options.now()
      const before = (await themes(questionnaire, question)).get(keyOf({ load, row })) ?? []
      const has = before.some((coding) => fold(coding.theme) === fold(theme))
      if (has === (action === 'give')) return [...before]
      const { id } = await store.db
        .insertInto('verbatim_coding')
        .values({
          questionnaire,
          question,
          load_id: load,
          row_no: row,
          theme,
          theme_key: fold(theme),
          action,
          author_id: viewer.id,
          author: viewer.name,
          coded_at: now.toISOString(),
          snapshot,
          demo,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await recordAudit(store, now, {
        event: 'verbatim-coded',
        who: viewer.id,
        role: viewer.role,
        address,
        detail: `${id} ${questionnaire}/${question} ${keyOf({ load, row })} ${action}`,
      })
      return [...((await themes(questionnaire, question)).get(keyOf({ load, row })) ?? [])]
    },
  }
}
