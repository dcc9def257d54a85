import { randomUUID } from 'node:crypto'
import type { Role } from '@retombees/contract/role'
import type { Scope } from '@retombees/contract/scope'
import type { Home } from '@retombees/warehouse/home'
import { hashPassword } from 'better-auth/crypto'
import { z } from 'zod'
import { checkScope, insertAccount } from './accounts/account.ts'
import { SHORTEST_PASSWORD } from './accounts/auth.ts'
import { recordAudit } from './audit.ts'
import { AccountError } from './errors.ts'
import { withStore } from './store/open-store.ts'

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly scope?: Scope
  readonly password: string
  /** An instant (ISO 8601) after which the account no longer opens: an auditor's mission. */
  readonly validUntil?: string
}

/**
 * Creates an account with a password, from the terminal: the only way an account comes to be. Throws an
 * AccountError for an address that is not one or is taken, a short password, or a director without scope.
 */
export async function addUser(
  home: Home,
  user: NewUser,
  now: () => Date = () => new Date(),
): Promise<{ id: string }> {
  const scope = user.scope ?? {}
  if (!z.email().safeParse(user.email).success)
    throw new AccountError(`« ${user.email} » n’est pas une adresse électronique.`)
  if (user.password.length < SHORTEST_PASSWORD || user.password.length > 128)
    throw new AccountError(
      `Mot de passe : ${user.password.length} caractères trouvés ; il en faut entre ${SHORTEST_PASSWORD} et 128.`,
    )
  checkScope(user.role, scope)
  const password = await hashPassword(user.password)
  return withStore(home.store, (store) =>
    store.db.transaction().execute(async (db) => {
      const inside = { ...store, db }
      const created = await insertAccount(inside, { ...user, scope, demo: false }, now())
        .onConflict((conflict) => conflict.column('email').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!created) throw new AccountError(`« ${user.email} » a déjà un compte.`)
      const instant = now().toISOString()
      await db
        .insertInto('account')
        .values({
          id: randomUUID(),
          userId: created.id,
          accountId: created.id,
          providerId: 'credential',
          password,
          createdAt: instant,
          updatedAt: instant,
        })
        .execute()
      await recordAudit(inside, now(), {
        event: 'account-created',
        who: 'terminal',
        role: user.role,
        detail: created.id,
      })
      return created
    }),
  )
}
