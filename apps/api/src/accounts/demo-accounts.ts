import { Role } from '@retombees/contract/role'
import type { Scope } from '@retombees/contract/scope'
import { ROLE_NAMES } from '../problems/catalogue.ts'
import type { Store } from '../store/open-store.ts'
import { insertAccount } from './account.ts'

const DOMAIN = 'demo.invalid'

/** The roles that the demo has a button for. */
export const DEMO_ROLES: readonly Role[] = Role.options

/**
 * The account of a role in the demo, made on first use; its scope follows the programme's. It has no password at
 * all: only the demo opens it.
 */
export async function demoAccount(store: Store, role: Role, scope: Scope, now: Date): Promise<string> {
  const email = `${role}@${DOMAIN}`
  const name = `Démonstration : ${ROLE_NAMES[role].fr}`
  const { id } = await insertAccount(store, { email, name, role, scope, demo: true, signsInBy: 'demo' }, now)
    .onConflict((conflict) =>
      conflict
        .column('email')
        .doUpdateSet({ centre: scope.centre ?? null, territory: scope.territory ?? null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Removes the demo's accounts and their sessions: production keeps none. */
export async function removeDemoAccounts(store: Store): Promise<void> {
  await store.db.deleteFrom('user').where('demo', '=', 1).execute()
}
