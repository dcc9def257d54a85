import type { SignsInBy } from '@retombees/contract/account'
import type { Role } from '@retombees/contract/role'
import type { Scope } from '@retombees/contract/scope'
import { z } from 'zod'
import { type AuditEntry, recordAudit } from '../audit.ts'
import { AccountError } from '../errors.ts'
import type { Store } from '../store/open-store.ts'
import { checkScope, insertAccount } from './account.ts'
import { keepPassword } from './credential.ts'

/** An account that somebody with the right to do so asks for. */
export interface WantedAccount {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly scope: Scope
  readonly demo: boolean
  readonly signsInBy: SignsInBy
  /** Without one where somebody signs in with the identity provider. */
  readonly password: string | null
  /** An instant after which the account no longer opens. */
  readonly validUntil: string | null
  readonly firstPasswordUntil: string | null
}

/**
 * Creates an account, and its password where it has one, or nothing at all. Throws an AccountError for an address that
 * is not one or is taken, a director without scope, a mission of control without an end.
 */
export async function createAccount(
  store: Store,
  wanted: WantedAccount,
  by: Pick<AuditEntry, 'who' | 'address'>,
  now: Date,
): Promise<string> {
  if (!z.email().safeParse(wanted.email.trim()).success)
    throw new AccountError('invalid_email', { found: wanted.email })
  checkScope(wanted.role, wanted.scope)
  if (wanted.role === 'auditor' && wanted.validUntil === null) throw new AccountError('mission_without_end')
  return store.db.transaction().execute(async (db) => {
    const inside = { ...store, db }
    const created = await insertAccount(inside, wanted, now)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!created) throw new AccountError('email_taken', { found: wanted.email })
    if (wanted.password !== null) await keepPassword(inside, created.id, wanted.password, now)
    await recordAudit(inside, now, {
      event: 'account-created',
      ...by,
      role: wanted.role,
      detail: created.id,
    })
    return created.id
  })
}
