import type { AccountChange, AccountSummary } from '@retombees/contract/account'
import type { Role } from '@retombees/contract/role'
import type { Scope } from '@retombees/contract/scope'
import type { Home } from '@retombees/warehouse/home'
import { accountSummary, changeAccount } from './accounts/change-account.ts'
import { createAccount } from './accounts/create-account.ts'
import { lastInstantOf } from './accounts/days.ts'
import { checkPassword } from './accounts/passwords.ts'
import { AccountError } from './errors.ts'
import { withStore } from './store/open-store.ts'

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly scope?: Scope
  /** Null: signs in with the identity provider, and has no password here. */
  readonly password: string | null
  /** A day, or an instant (ISO 8601), after which the account no longer opens: an auditor's mission. */
  readonly validUntil?: string
}

/**
 * Creates an account from the terminal: the only way to the first one. Throws an AccountError for an address that is
 * not one or is taken, a weak password, a director without scope, or a mission of control without an end.
 */
export async function addUser(
  home: Home,
  user: NewUser,
  now: () => Date = () => new Date(),
): Promise<{ id: string }> {
  if (user.password !== null) await checkPassword(user.password, user)
  const validUntil = user.validUntil === undefined ? null : lastInstantOf(user.validUntil, now())
  return withStore(home.store, async (store) => ({
    id: await createAccount(
      store,
      {
        ...user,
        scope: user.scope ?? {},
        demo: false,
        signsInBy: user.password === null ? 'oidc' : 'password',
        validUntil,
        firstPasswordUntil: null,
      },
      { who: 'terminal' },
      now(),
    ),
  }))
}

/** The accounts of a home, in the order of addresses. */
export async function listUsers(home: Home): Promise<AccountSummary[]> {
  return withStore(home.store, async ({ db }) =>
    (await db.selectFrom('user').selectAll().orderBy('email').execute()).map(accountSummary),
  )
}

/**
 * Changes an account from the terminal, named by its address; returns it as it is now. A server at work refuses it at the
 * next request. Throws an AccountError for an address without an account, and what `changeAccount` throws.
 */
export async function changeUser(
  home: Home,
  email: string,
  change: AccountChange,
  now: () => Date = () => new Date(),
): Promise<AccountSummary> {
  return withStore(home.store, async (store) => {
    const find = () =>
      store.db
        .selectFrom('user')
        .selectAll()
        .where('email', '=', email.trim().toLowerCase())
        .executeTakeFirst()
    const row = await find()
    if (!row) throw new AccountError('unknown_account', { found: email })
    await changeAccount(store, accountSummary(row), change, { who: 'terminal' }, now())
    return accountSummary((await find()) ?? row)
  })
}
