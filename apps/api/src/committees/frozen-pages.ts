import { createHash, randomUUID } from 'node:crypto'
import {
  type CommitteeChanges,
  FrozenContent,
  type FrozenPage,
  type FrozenPageDraft,
  type FrozenPageSummary,
} from '@retombees/contract/frozen-page'
import type { Viewer } from '@retombees/contract/scope'
import { SnapshotStamp } from '@retombees/contract/snapshot'
import { changesBetween } from '@retombees/model/committee/changes'
import { fundingTable } from '@retombees/model/funding'
import { summarise } from '@retombees/model/programme-summary'
import { answerQuestions } from '@retombees/model/questions'
import type { Programme } from '@retombees/programme/programme'
import type { Reader } from '@retombees/warehouse/reader'
import type { Selectable } from 'kysely'
import type { Answers } from '../answers/answers.ts'
import { recordAudit } from '../audit.ts'
import type { Judgements } from '../judgements/judgements.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import type { StoreTables } from '../store/tables.ts'

/** The pages that committees froze: what they saw, kept as they saw it. */
export interface FrozenPages {
  /** Changes whenever a page is frozen. */
  revision(): Promise<number>
  /** Latest first; of one committee, or of all. */
  list(committee?: string): Promise<FrozenPageSummary[]>
  /** Throws a 404 problem where there is none of that id. */
  read(id: string): Promise<FrozenPage>
  /**
   * Freezes what the published face shows, whoever freezes it: a page is made to be handed round. Throws a ProblemError for an
   * unknown committee, or when something else has been published since.
   */
  freeze(viewer: Viewer, draft: FrozenPageDraft, address: string): Promise<FrozenPageSummary>
  /** What the published face shows now that the committee's last page does not. */
  changes(committee: string): Promise<CommitteeChanges>
}

export function createFrozenPages(
  store: Store,
  answers: Answers,
  judgements: Judgements,
  options: { mode: 'demo' | 'production'; now: () => Date },
): FrozenPages {
  const demo = options.mode === 'demo' ? 1 : 0
  const kept = () =>
    store.db.selectFrom('frozen_page').selectAll().where('demo', '<=', demo).orderBy('number', 'desc')

  async function contentOf({ db }: Pick<Reader, 'db'>, programme: Programme): Promise<FrozenContent> {
    const questions = await answerQuestions(db, programme)
    const funding = await fundingTable(db, programme)
    return {
      programme: summarise(programme, 'fr'),
      questions,
      judgements: await judgements.standing('published', questions),
      funding: funding.lines.length === 0 ? null : funding,
    }
  }

  async function read(id: string): Promise<FrozenPage> {
    const row = await kept().where('id', '=', id).executeTakeFirst()
    if (!row) throw new ProblemError('unknown_id', { key: 'page', found: id })
    return { ...summaryOf(row), content: FrozenContent.parse(JSON.parse(row.content)) }
  }

  return {
    async revision() {
      const last = await store.db
        .selectFrom('frozen_page')
        .select(({ fn }) => fn.max('number').as('number'))
        .executeTakeFirst()
      return last?.number ?? 0
    },
    async list(committee) {
      const rows = await (committee === undefined
        ? kept()
        : kept().where('committee', '=', committee)
      ).execute()
      return rows.map(summaryOf)
    },
    read,
    async freeze(viewer, draft, address) {
      const seen = await answers.read('internal', async ({ stamp }) => stamp.id)
      if (seen !== draft.snapshot) throw new ProblemError('published_since')
      return answers.read('published', async (reader, programme) => {
        requireCommittee(programme, draft.committee)
        const content = JSON.stringify(await contentOf(reader, programme))
        const now = options.now()
        const row = await store.db
          .insertInto('frozen_page')
          .values({
            id: randomUUID(),
            committee: draft.committee,
            title: draft.title,
            note: draft.note,
            author_id: viewer.id,
            author: viewer.name,
            frozen_at: now.toISOString(),
            snapshot: JSON.stringify(reader.stamp),
            digest: createHash('sha256').update(content).digest('hex'),
            content,
            demo,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await recordAudit(store, now, {
          event: 'page-frozen',
          who: viewer.id,
          role: viewer.role,
          address,
          detail: `${row.id} ${draft.committee}`,
        })
        return summaryOf(row)
      })
    },
    changes: (committee) =>
      answers.read('published', async (reader, programme) => {
        requireCommittee(programme, committee)
        const last = await kept().where('committee', '=', committee).executeTakeFirst()
        if (!last) return { since: null, answers: [], figures: [] }
        const before = FrozenContent.parse(JSON.parse(last.content))
        return { since: summaryOf(last), ...changesBetween(before, await contentOf(reader, programme)) }
      }),
  }
}

function requireCommittee({ committees }: Programme, id: string): void {
  if (!committees.some((committee) => committee.id === id))
    throw new ProblemError('unknown_id', { key: 'committee', found: id })
}

function summaryOf(row: Selectable<StoreTables['frozen_page']>): FrozenPageSummary {
  const { id, committee, title, note, author, digest } = row
  const snapshot = SnapshotStamp.parse(JSON.parse(row.snapshot))
  return { id, committee, title, note, author, frozenAt: row.frozen_at, snapshot, digest }
}
