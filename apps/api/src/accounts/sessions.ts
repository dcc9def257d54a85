import type { Role } from '@retombees/contract/role'
import type { Scope, Viewer } from '@retombees/contract/scope'
import { isAPIError } from 'better-auth/api'
import type { Store } from '../store/open-store.ts'
import { viewerFrom } from './account.ts'
import type { Auth } from './auth.ts'
import { demoAccount } from './demo-accounts.ts'

/** A signed-in viewer, with the cookies to send back to the browser. */
export interface SignedIn {
  readonly viewer: Viewer
  readonly cookies: readonly string[]
}

/** Opens, reads and closes browser sessions. */
export interface Sessions {
  /** Who a request's cookie stands for, or null; the session is renewed when it has been used long enough. */
  read(headers: Headers): Promise<SignedIn | null>
  /** Signs in with a password; null where address or password is wrong, or the account no longer valid. */
  signIn(email: string, password: string): Promise<SignedIn | null>
  /** Signs in to the demo account of a role. */
  signInToDemo(role: Role, scope: Scope): Promise<SignedIn>
  /** Ends the session of a request; returns the cookies that clear it. */
  signOut(headers: Headers): Promise<readonly string[]>
}

export function createSessions(
  store: Store,
  auth: Auth,
  options: { demoIsOpen: () => Promise<boolean>; now: () => Date },
): Sessions {
  /** Demo accounts are nobody once the demo is closed; an account past its last day is nobody anywhere. */
  const viewerOf = async (userId: string): Promise<Viewer | null> => {
    const user = await store.db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirst()
    if (!user || (user.demo === 1 && !(await options.demoIsOpen()))) return null
    if (user.validUntil !== null && user.validUntil <= options.now().toISOString()) return null
    return viewerFrom(user, 'session')
  }
  const signedIn = async (userId: string, headers: Headers): Promise<SignedIn | null> => {
    const viewer = await viewerOf(userId)
    return viewer && { viewer, cookies: headers.getSetCookie() }
  }
  return {
    async read(headers) {
      if (!headers.has('cookie')) return null
      const found = await auth.api.getSession({ headers, returnHeaders: true })
      return found.response && signedIn(found.response.user.id, found.headers)
    },
    async signIn(email, password) {
      try {
        const opened = await auth.api.signInEmail({ body: { email, password }, returnHeaders: true })
        const result = await signedIn(opened.response.user.id, opened.headers)
        if (!result) await store.db.deleteFrom('session').where('token', '=', opened.response.token).execute()
        return result
      } catch (error) {
        if (isAPIError(error)) return null
        throw error
      }
    },
    async signInToDemo(role, scope) {
      const userId = await demoAccount(store, role, scope, options.now())
      const opened = await auth.api.signInWithoutPassword({ body: { userId }, returnHeaders: true })
      const result = await signedIn(userId, opened.headers)
      if (!result) throw new Error(`demo account of ${role} is not usable`)
      return result
    },
    async signOut(headers) {
      const closed = await auth.api.signOut({ headers, returnHeaders: true })
      return closed.headers.getSetCookie()
    },
  }
}
