import type { PasswordChange } from '@retombees/contract/account'
import type { Viewer } from '@retombees/contract/scope'
import { recordAudit } from '../audit.ts'
import { AccountError } from '../errors.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import { isPasswordOf, keepPassword } from './credential.ts'
import { checkPassword } from './passwords.ts'
import type { Sessions, SignedIn } from './sessions.ts'
import { beginAttempt, forgetAttempts } from './sign-in-lock.ts'

/**
 * Changes somebody's own password. Wrong current passwords count as refused sign-ins, so that an open session is no way
 * round the lock. Every session of the account ends, and a new one is opened.
 */
export type ChangeOwnPassword = (viewer: Viewer, change: PasswordChange, address: string) => Promise<SignedIn>

export function createOwnPassword(store: Store, sessions: Sessions, now: () => Date): ChangeOwnPassword {
  return async (viewer, { current, next }, address) => {
    const { email, name } = await store.db
      .selectFrom('user')
      .select(['email', 'name'])
      .where('id', '=', viewer.id)
      .executeTakeFirstOrThrow()
    const wait = await beginAttempt(store, email, now())
    if (wait > 0)
      throw new ProblemError('too_many_attempts', { seconds: wait }, [], { 'Retry-After': String(wait) })
    const right = await isPasswordOf(store, viewer.id, current)
    if (right === null) {
      await forgetAttempts(store, email)
      throw new AccountError('no_password')
    }
    if (!right) throw new AccountError('wrong_password')
    await forgetAttempts(store, email)
    if (next === current) throw new AccountError('weak_password')
    await checkPassword(next, { email, name })
    await keepPassword(store, viewer.id, next, now())
    await store.db
      .updateTable('user')
      .set({ firstPasswordUntil: null, updatedAt: now().toISOString() })
      .where('id', '=', viewer.id)
      .execute()
    await store.db.deleteFrom('session').where('userId', '=', viewer.id).execute()
    await recordAudit(store, now(), {
      event: 'password-changed',
      who: viewer.id,
      role: viewer.role,
      address,
      detail: '',
    })
    return sessions.openFor(viewer.id)
  }
}
