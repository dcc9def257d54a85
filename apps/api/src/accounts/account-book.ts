import type {
  AccountChange,
  AccountSummary,
  AccountWithPassword,
  NewAccount,
} from '@retombees/contract/account'
import type { Viewer } from '@retombees/contract/scope'
import { recordAudit } from '../audit.ts'
import { AccountError } from '../errors.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import { accountSummary, changeAccount } from './change-account.ts'
import { createAccount } from './create-account.ts'
import { keepPassword } from './credential.ts'
import { lastInstantOf } from './days.ts'
import { firstPassword } from './passwords.ts'

/** A first password opens the page where it is changed for so long. */
const FIRST_PASSWORD_DAYS = 7

/** The accounts, as an administrator keeps them. `by` is the administrator, `address` where he sits. */
export interface AccountBook {
  /** Every account, in the order of addresses. */
  all(): Promise<AccountSummary[]>
  /** One account; throws a 404 problem where there is none. */
  one(id: string): Promise<AccountSummary>
  create(wanted: NewAccount, by: Viewer, address: string): Promise<AccountWithPassword>
  /** Whoever is closed or loses a role is signed out at once. */
  change(id: string, change: AccountChange, by: Viewer, address: string): Promise<AccountSummary>
  /** Takes the place of the password in force, and signs its owner out. */
  givePassword(id: string, by: Viewer, address: string): Promise<AccountWithPassword>
}

export function createAccountBook(store: Store, now: () => Date): AccountBook {
  const { db } = store
  const rowOf = async (id: string) => {
    const row = await db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new ProblemError('unknown_id', { key: 'account', found: id })
    return row
  }
  const one = async (id: string) => accountSummary(await rowOf(id))
  const untilChanged = () => new Date(now().getTime() + FIRST_PASSWORD_DAYS * 86_400_000).toISOString()
  const signOut = (id: string) => db.deleteFrom('session').where('userId', '=', id).execute()
  return {
    async all() {
      return (await db.selectFrom('user').selectAll().orderBy('email').execute()).map(accountSummary)
    },
    one,
    async create(wanted, by, address) {
      const { demo } = await rowOf(by.id)
      const password = wanted.signsInBy === 'password' ? firstPassword() : null
      const id = await createAccount(
        store,
        {
          ...wanted,
          // What an administrator of the demo makes is the demo's, and goes with it.
          demo: demo === 1,
          password,
          validUntil: wanted.validUntil === undefined ? null : lastInstantOf(wanted.validUntil, now()),
          firstPasswordUntil: password === null ? null : untilChanged(),
        },
        { who: by.id, address },
        now(),
      )
      return { account: await one(id), firstPassword: password }
    },
    async change(id, change, by, address) {
      const before = await one(id)
      const loses = change.role !== undefined && change.role !== before.role
      if (id === by.id && (change.disabled === true || loses || change.validUntil != null))
        throw new AccountError('own_account')
      await changeAccount(store, before, change, { who: by.id, role: by.role, address }, now())
      return one(id)
    },
    async givePassword(id, by, address) {
      const { signsInBy } = await one(id)
      if (signsInBy !== 'password') throw new AccountError('no_password')
      const password = firstPassword()
      await keepPassword(store, id, password, now())
      await db
        .updateTable('user')
        .set({ firstPasswordUntil: untilChanged(), updatedAt: now().toISOString() })
        .where('id', '=', id)
        .execute()
      await signOut(id)
      await recordAudit(store, now(), {
        event: 'password-given',
        who: by.id,
        role: by.role,
        address,
        detail: id,
      })
      return { account: await one(id), firstPassword: password }
    },
  }
}
