import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from '../store/open-store.ts'

const FAILURES_BEFORE_LOCK = 5
const LOCK_MS = 15 * 60_000

/**
 * Counts an attempt to sign in before the password is looked at, so that attempts sent together are all counted.
 * Returns 0 where it may go on, else the seconds for which the account stays locked. An address without an
 * account is counted the same, so that the answer does not tell which exist; only a digest of it is kept.
 */
export async function beginAttempt(store: Store, email: string, now: Date): Promise<number> {
  const account = keyOf(email)
  const instant = now.toISOString()
  const forgotten = new Date(now.getTime() - LOCK_MS).toISOString()
  const lockedUntil = new Date(now.getTime() + LOCK_MS).toISOString()
  await store.db
    .deleteFrom('sign_in_failure')
    .where('last_at', '<=', forgotten)
    .where((e) => e.or([e('locked_until', 'is', null), e('locked_until', '<=', instant)]))
    .execute()
  const counted = await sql<{ failures: number }>`
    insert into sign_in_failure (account, failures, last_at, locked_until) values (${account}, 1, ${instant}, null)
    on conflict (account) do update set
      failures = failures + 1,
      last_at = ${instant},
      locked_until = case when failures + 1 >= ${FAILURES_BEFORE_LOCK} then ${lockedUntil} end
    where locked_until is null or locked_until <= ${instant}
    returning failures`.execute(store.db)
  if (counted.rows.length > 0) return 0
  const row = await store.db
    .selectFrom('sign_in_failure')
    .select('locked_until')
    .where('account', '=', account)
    .executeTakeFirst()
  const left = new Date(row?.locked_until ?? lockedUntil).getTime() - now.getTime()
  return Math.max(1, Math.ceil(left / 1000))
}

/** Forgets the failures of an account that has just signed in. */
export async function forgetAttempts(store: Store, email: string): Promise<void> {
  await store.db.deleteFrom('sign_in_failure').where('account', '=', keyOf(email)).execute()
}

function keyOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}
