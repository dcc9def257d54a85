import type { Role } from '@retombees/contract/role'
import type { Scope } from '@retombees/contract/scope'
import type { Home } from '@retombees/warehouse/home'
import { createAccount } from './accounts/create-account.ts'
import { lastInstantOf } from './accounts/days.ts'
import { checkPassword } from './accounts/passwords.ts'
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
