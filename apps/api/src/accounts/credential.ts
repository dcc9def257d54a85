import { randomUUID } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Store } from '../store/open-store.ts'

const PROVIDER = 'credential'

/** Keeps the digest of an account's password, in the place where better-auth looks for it. */
export async function keepPassword(store: Store, userId: string, password: string, now: Date): Promise<void> {
  const digest = await hashPassword(password)
  const instant = now.toISOString()
  const { numUpdatedRows } = await store.db
    .updateTable('account')
    .set({ password: digest, updatedAt: instant })
    .where('userId', '=', userId)
    .where('providerId', '=', PROVIDER)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await store.db
    .insertInto('account')
    .values({
      id: randomUUID(),
      userId,
      accountId: userId,
      providerId: PROVIDER,
      password: digest,
      createdAt: instant,
      updatedAt: instant,
    })
    .execute()
}

/** Whether a password is an account's own; null where it has none. */
export async function isPasswordOf(store: Store, userId: string, password: string): Promise<boolean | null> {
  const row = await store.db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', PROVIDER)
    .executeTakeFirst()
  return row?.password ? verifyPassword({ hash: row.password, password }) : null
}
