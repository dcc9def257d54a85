import { type AccountChange, AccountSummary } from '@retombees/contract/account'
import type { Selectable } from 'kysely'
import { type AuditEntry, recordAudit } from '../audit.ts'
import { AccountError } from '../errors.ts'
import type { Store } from '../store/open-store.ts'
import type { StoreTables } from '../store/tables.ts'
import { checkScope } from './account.ts'
import { lastInstantOf } from './days.ts'

/**
 * Changes an account, from a page or from the terminal. Whoever is closed or loses a role is signed out at once. Throws an
 * AccountError for a director without scope, a mission of control without an end, a day that is none or past.
 */
export async function changeAccount(
  store: Store,
  before: AccountSummary,
  change: AccountChange,
  by: Pick<AuditEntry, 'who' | 'role' | 'address'>,
  now: Date,
): Promise<void> {
  const after = {
    role: change.role ?? before.role,
    scope: change.scope ?? before.scope,
    validUntil: change.validUntil === undefined ? before.validUntil : change.validUntil,
  }
  checkScope(after.role, after.scope)
  if (after.role === 'auditor' && after.validUntil === null) throw new AccountError('mission_without_end')
  const validUntil = change.validUntil ? lastInstantOf(change.validUntil, now) : after.validUntil
  const instant = now.toISOString()
  const disabledAt = change.disabled === undefined ? before.disabledAt : change.disabled ? instant : null
  await store.db
    .updateTable('user')
    .set({
      role: after.role,
      centre: after.scope.centre ?? null,
      territory: after.scope.territory ?? null,
      validUntil,
      disabledAt,
      updatedAt: instant,
    })
    .where('id', '=', before.id)
    .execute()
  if (disabledAt !== null || after.role !== before.role)
    await store.db.deleteFrom('session').where('userId', '=', before.id).execute()
  await recordAudit(store, now, {
    event: 'account-changed',
    ...by,
    detail: `${before.id} ${JSON.stringify(change)}`,
  })
}

/** What is told of an account: never its password. */
export function accountSummary(row: Selectable<StoreTables['user']>): AccountSummary {
  return AccountSummary.parse({
    ...row,
    scope: {
      ...(row.centre ? { centre: row.centre } : {}),
      ...(row.territory ? { territory: row.territory } : {}),
    },
  })
}
