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
  /** The password was given by somebody else: it is to be changed before anything else is opened. */
  readonly passwordToChange: boolean
}

/** Opens, reads and closes browser sessions. */
export interface Sessions {
  /** Who a request's cookie stands for, or null; the session is renewed when it has been used long enough. */
  read(headers: Headers): Promise<SignedIn | null>
  /** Signs in with a password; null where address or password is wrong, or the account no longer valid. */
  signIn(email: string, password: string): Promise<SignedIn | null>
  /** Signs in to the demo account of a role. */
  signInToDemo(role: Role, scope: Scope): Promise<SignedIn>
  /** Opens a session for an account whose owner has proved who they are; throws where it cannot be used. */
  openFor(userId: string): Promise<SignedIn>
  /** Ends the session of a request; returns the cookies that clear it. */
  signOut(headers: Headers): Promise<readonly string[]>
}

export function createSessions(
  store: Store,
  auth: Auth,
  options: { demoIsOpen: () => Promise<boolean>; now: () => Date },
): Sessions {
  /** Demo accounts are nobody once the demo is closed; an account closed or past its last day is nobody anywhere. */
  const signedIn = async (userId: string, headers: Headers): Promise<SignedIn | null> => {
    const user = await store.db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirst()
    if (!user || (user.demo === 1 && !(await options.demoIsOpen()))) return null
    const instant = options.now().toISOString()
    const ends = [user.validUntil, user.firstPasswordUntil].filter((end) => end !== null)
    if (user.disabledAt !== null || ends.some((end) => end <= instant)) return null
    const viewer = viewerFrom(user, 'session')
    const passwordToChange = user.firstPasswordUntil !== null
    return viewer && { viewer, cookies: headers.getSetCookie(), passwordToChange }
  }
  const openFor = async (userId: string): Promise<SignedIn> => {
    const opened = await auth.api.signInWithoutPassword({ body: { userId }, returnHeaders: true })
    const result = await signedIn(userId, opened.headers)
    if (!result) throw new Error(`account ${userId} is not usable`)
    return result
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
      return openFor(await demoAccount(store, role, scope, options.now()))
    },
    openFor,
    async signOut(headers) {
      const closed = await auth.api.signOut({ headers, returnHeaders: true })
      return closed.headers.getSetCookie()
    },
  }
}
