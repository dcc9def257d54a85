import { AuditLine } from '@retombees/contract/audit'
import type { Role } from '@retombees/contract/role'
import type { SqlVerdict } from '@retombees/contract/sql'
import type { Store } from './store/open-store.ts'

/** What is worth remembering of who did what. */
export interface AuditEntry {
  readonly event:
    | `sql-${SqlVerdict}`
    | 'signed-in'
    | 'sign-in-refused'
    | 'signed-out'
    | 'account-created'
    | 'account-changed'
    | 'password-given'
    | 'password-changed'
    | 'token-created'
    | 'token-revoked'
    | 'token-refused'
    | 'access-refused'
    | 'auditor-access'
    | 'judgement-signed'
    | 'verbatim-coded'
    | 'page-frozen'
    | 'share-created'
    | 'share-revoked'
    | 'share-opened'
    | 'annotation-written'
    | 'annotation-removed'
    | 'file-taken-in'
  /** Id of an account or of a token; `terminal` for a command; `inconnu` for nobody known. */
  readonly who: string
  readonly role?: Role
  /** Address of the socket, never one that a header claims. */
  readonly address?: string
  readonly detail: string
}

/** Appends one line to the audit log; nothing in the program edits or removes one. */
export async function recordAudit(store: Store, now: Date, entry: AuditEntry): Promise<void> {
  await store.db
    .insertInto('audit')
    .values({
      at: now.toISOString(),
      event: entry.event,
      who: entry.who,
      role: entry.role ?? null,
      address: entry.address ?? null,
      detail: entry.detail.slice(0, 500),
    })
    .execute()
}

const PAGE = 200

/** The lines of the audit log before an id, or the last ones; latest first, at most 200. */
export async function readAudit(store: Store, before?: number): Promise<AuditLine[]> {
  let query = store.db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(PAGE)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()).map((line) => AuditLine.parse(line))
}
