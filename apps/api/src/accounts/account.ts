import { randomUUID } from 'node:crypto'
import type { SignsInBy } from '@retombees/contract/account'
import { Role } from '@retombees/contract/role'
import type { Scope, Viewer } from '@retombees/contract/scope'
import { AccountError } from '../errors.ts'
import type { Store } from '../store/open-store.ts'

/** An account to be created. `validUntil` is an instant after which nobody can use it. */
export interface Account {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly scope: Scope
  readonly demo: boolean
  readonly signsInBy: SignsInBy
  readonly validUntil?: string | null
  readonly firstPasswordUntil?: string | null
}

/** The insertion of an account, with an id of its own; the caller says what happens when its e-mail is taken. */
export function insertAccount(store: Store, account: Account, now: Date) {
  const instant = now.toISOString()
  return store.db.insertInto('user').values({
    id: randomUUID(),
    name: account.name,
    email: account.email.trim().toLowerCase(),
    emailVerified: 0,
    image: null,
    createdAt: instant,
    updatedAt: instant,
    role: account.role,
    centre: account.scope.centre ?? null,
    territory: account.scope.territory ?? null,
    demo: account.demo ? 1 : 0,
    validUntil: account.validUntil ?? null,
    signsInBy: account.signsInBy,
    firstPasswordUntil: account.firstPasswordUntil ?? null,
  })
}

/** Throws where a role goes without the scope that it needs: a director belongs to a centre or to a territory. */
export function checkScope(role: Role, scope: Scope): void {
  if (role === 'director' && !scope.centre && !scope.territory) throw new AccountError('scope_needed')
}

/** A viewer from a row of accounts or tokens; null where the row names a role that does not exist. */
export function viewerFrom(
  row: { id: string; name: string; role: string; centre: string | null; territory: string | null },
  via: Viewer['via'],
): Viewer | null {
  const role = Role.safeParse(row.role)
  if (!role.success) return null
  const scope = {
    ...(row.centre ? { centre: row.centre } : {}),
    ...(row.territory ? { territory: row.territory } : {}),
  }
  return { id: row.id, name: row.name, role: role.data, scope, via }
}
