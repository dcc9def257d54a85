import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FrozenPage, Share, ShareDraft } from '@retombees/contract/frozen-page'
import type { Viewer } from '@retombees/contract/scope'
import type { Selectable } from 'kysely'
import { lastInstantOf } from '../accounts/days.ts'
import { recordAudit } from '../audit.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import type { StoreTables } from '../store/tables.ts'
import type { FrozenPages } from './frozen-pages.ts'

/** Links that show one frozen page, the funder's view and nothing else, until a day or until they are revoked. */
export interface Shares {
  list(): Promise<Share[]>
  /** Makes a link. Its secret is told this once: only its SHA-256 is kept. Throws a ProblemError for an unknown page or a past day. */
  create(viewer: Viewer, draft: ShareDraft, address: string): Promise<{ share: Share; secret: string }>
  revoke(viewer: Viewer, id: string, address: string): Promise<void>
  /** The page behind a link. Unknown, expired and revoked are one and the same 404. */
  open(secret: string, address: string): Promise<FrozenPage>
}

const BYTES = 32

export function createShares(
  store: Store,
  pages: FrozenPages,
  options: { mode: 'demo' | 'production'; now: () => Date },
): Shares {
  const demo = options.mode === 'demo' ? 1 : 0
  const kept = () => store.db.selectFrom('share').selectAll().where('demo', '<=', demo)
  const unknown = (found: string) => new ProblemError('unknown_id', { key: 'share', found })
  return {
    async list() {
      return (await kept().orderBy('created_at', 'desc').execute()).map(shareOf)
    },
    async create(viewer, { page, label, expires }, address) {
      await pages.read(page)
      const now = options.now()
      const expiresAt = lastInstantOf(expires, now)
      const secret = randomBytes(BYTES).toString('base64url')
      const row = await store.db
        .insertInto('share')
        .values({
          id: randomUUID(),
          digest: digestOf(secret),
          page,
          label,
          author_id: viewer.id,
          author: viewer.name,
          created_at: now.toISOString(),
          expires_at: expiresAt,
          revoked_at: null,
          last_opened_at: null,
          opened: 0,
          demo,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await note('share-created', viewer, address, `${row.id} ${page}`)
      return { share: shareOf(row), secret }
    },
    async revoke(viewer, id, address) {
      const done = await store.db
        .updateTable('share')
        .set({ revoked_at: options.now().toISOString() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      if (done.numUpdatedRows === 0n) throw unknown(id)
      await note('share-revoked', viewer, address, id)
    },
    async open(secret, address) {
      const now = options.now().toISOString()
      const row = await kept().where('digest', '=', digestOf(secret)).executeTakeFirst()
      if (!row || row.revoked_at !== null || row.expires_at <= now) throw unknown('')
      await store.db
        .updateTable('share')
        .set({ last_opened_at: now, opened: row.opened + 1 })
        .where('id', '=', row.id)
        .execute()
      await recordAudit(store, options.now(), {
        event: 'share-opened',
        who: row.id,
        address,
        detail: row.page,
      })
      return pages.read(row.page)
    },
  }

  function note(event: 'share-created' | 'share-revoked', viewer: Viewer, address: string, detail: string) {
    return recordAudit(store, options.now(), { event, who: viewer.id, role: viewer.role, address, detail })
  }
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

function shareOf(row: Selectable<StoreTables['share']>): Share {
  const { id, page, label, author, opened } = row
  return {
    id,
    page,
    label,
    author,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastOpenedAt: row.last_opened_at,
    opened,
  }
}
