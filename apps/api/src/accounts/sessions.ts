import { createHash } from 'node:crypto'
import type { Role } from '@retombees/contract/role'
import type { Scope, Viewer } from '@retombees/contract/scope'
import { isAPIError } from 'better-auth/api'
import { createProofMemory, type Proved } from '../access/proof-memory.ts'
import type { Store } from '../store/open-store.ts'
import { viewerFrom } from './account.ts'
import { type Auth, renewalOf } from './auth.ts'
import { demoAccount } from './demo-accounts.ts'

/** A signed-in viewer, with the cookies to send back to the browser. */
export interface SignedIn {
  readonly viewer: Viewer
  readonly cookies: readonly string[]
  /** The password was given by somebody else: it is to be changed before anything else is opened. */
  readonly passwordToChange: boolean
}

/** What is known of a session without opening it again. */
type Known = Omit<SignedIn, 'cookies'>

/** Opens, reads and closes browser sessions. */
export interface Sessions {
  /** Who a request's cookie stands for, or null; the session is renewed when it has been used long enough. */
  read(headers: Headers): Promise<SignedIn | null>
  /** Signs in with a password; null where address or password is wrong, or the account no longer valid. */
  signIn(email: string, password: string): Promise<SignedIn | null>
  /** Signs in to the demo account of a role. */
  signInToDemo(role: Role, scope: Scope): Promise<SignedIn>
  /** Opens a session for an account whose owner has proved who they are; throws where it cannot be used. */
  openFor(userId: string): Promise<SignedIn & { sessionId: string }>
  /** The id of a request's session; null where it has none. */
  idOf(headers: Headers): Promise<string | null>
  /** Ends the session of a request; returns the cookies that clear it. */
  signOut(headers: Headers): Promise<readonly string[]>
}

export function createSessions(
  store: Store,
  auth: Auth,
  options: { demoIsOpen: () => boolean | Promise<boolean>; now: () => Date },
): Sessions {
  const memory = createProofMemory<Known>(store.identityRevision)
  /** Demo accounts are nobody once the demo is closed; an account closed or past its last day is nobody anywhere. */
  const proved = async (userId: string): Promise<Proved<Known> | null> => {
    const user = await store.db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirst()
    if (!user || user.disabledAt !== null) return null
    const ends = [user.validUntil, user.firstPasswordUntil].filter((end) => end !== null)
    const stands = () => {
      const instant = ends.length > 0 ? options.now().toISOString() : ''
      return ends.every((end) => end > instant) && (user.demo !== 1 || options.demoIsOpen())
    }
    const viewer = viewerFrom(user, 'session')
    const passwordToChange = user.firstPasswordUntil !== null
    return viewer && (await stands()) ? { value: { viewer, passwordToChange }, stands } : null
  }
  const signedIn = async (userId: string, headers: Headers): Promise<SignedIn | null> => {
    const account = await proved(userId)
    return account && { ...account.value, cookies: headers.getSetCookie() }
  }
  /** Whom a cookie stands for until the session is to be renewed; `renewed` is given the cookies of a renewal. */
  const verify = async (cookie: string, renewed: (cookies: readonly string[]) => void) => {
    const found = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
    if (!found.response) return null
    const { user, session } = found.response
    const account = await proved(user.id)
    renewed(found.headers.getSetCookie())
    const renewal = renewalOf(session.expiresAt)
    return account && { ...account, stands: () => Date.now() < renewal && account.stands() }
  }
  const openFor = async (userId: string) => {
    const opened = await auth.api.signInWithoutPassword({ body: { userId }, returnHeaders: true })
    const result = await signedIn(userId, opened.headers)
    if (!result || !opened.response) throw new Error(`account ${userId} is not usable`)
    return { ...result, sessionId: opened.response.sessionId }
  }
  return {
    async read(headers) {
      const cookie = headers.get('cookie')
      if (cookie === null) return null
      let cookies: readonly string[] = []
      const known = await memory.remember(digestOf(cookie), () =>
        verify(cookie, (renewed) => {
          cookies = renewed
        }),
      )
      return known && { ...known, cookies }
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
    idOf: async (headers) => (await auth.api.getSession({ headers }))?.session.id ?? null,
    async signOut(headers) {
      const closed = await auth.api.signOut({ headers, returnHeaders: true })
      return closed.headers.getSetCookie()
    },
  }
}

function digestOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url')
}
