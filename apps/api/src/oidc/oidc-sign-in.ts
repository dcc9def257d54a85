import { randomUUID } from 'node:crypto'
import type { Sessions, SignedIn } from '../accounts/sessions.ts'
import type { SignIn } from '../accounts/sign-in.ts'
import { recordAudit } from '../audit.ts'
import type { Store } from '../store/open-store.ts'
import type { ErrandCookie } from './errand-cookie.ts'
import { IdentityError, type IdentityProvider } from './identity-provider.ts'

/** Why somebody who came back from the provider is not let in, in words the sign-in page knows. */
export type OidcRefusal = 'unreachable' | 'refused' | 'lapsed' | 'no-account'

/** Signing in with the identity provider. */
export interface OidcSignIn {
  readonly label: string
  /** Where to go, and the cookie to bring back; a refusal where the provider is out of reach. */
  leave(address: string): Promise<{ url: string; cookie: string } | { refusal: OidcRefusal }>
  /** The session of whoever came back, or why there is none. Every refusal is in the audit log. */
  arrive(
    search: string,
    cookie: string | undefined,
    address: string,
  ): Promise<SignedIn | { refusal: OidcRefusal }>
  /**
   * Where to go to end the provider's session too; null where the request's session was not opened by the provider, or the
   * provider cannot say. To be asked before our own session is ended.
   */
  wayOut(headers: Headers): Promise<string | null>
}

/**
 * Lets in whom the provider proves to be somebody an administrator made an account for, to be opened that way: found by
 * e-mail address the first time, and by the provider's own subject ever after. No account is made and none is linked:
 * one that has a password here is not opened by the provider.
 */
export function createOidcSignIn(
  store: Store,
  provider: IdentityProvider,
  cookies: ErrandCookie,
  options: { issuer: string; sessions: Sessions; entered: SignIn['entered']; now: () => Date },
): OidcSignIn {
  const { sessions, entered, now } = options
  const providerId = `oidc:${options.issuer}`
  const refuse = async (refusal: OidcRefusal, reason: string, address: string) => {
    const detail = `${provider.label} : ${reason}`
    await recordAudit(store, now(), { event: 'sign-in-refused', who: 'inconnu', address, detail })
    return { refusal }
  }
  return {
    label: provider.label,
    async leave(address) {
      try {
        const { url, errand } = await provider.leave()
        return { url, cookie: cookies.write(errand, now()) }
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error
        return refuse('unreachable', error.reason, address)
      }
    },
    async arrive(search, cookie, address) {
      const errand = cookies.read(cookie, now())
      if (!errand) return refuse('lapsed', 'aucune demande en cours', address)
      try {
        const { subject, email, idToken } = await provider.receive(search, errand)
        const userId = await accountOf(store, providerId, subject, email, now())
        if (userId === null) return refuse('no-account', 'aucun compte', address)
        const opened = await sessions.openFor(userId)
        await store.db
          .insertInto('oidc_session')
          .values({ session: opened.sessionId, id_token: idToken })
          .execute()
        return entered(opened, address, provider.label)
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error
        return refuse('refused', error.reason, address)
      }
    },
    async wayOut(headers) {
      const session = await sessions.idOf(headers)
      const opened = await store.db
        .selectFrom('oidc_session')
        .select('id_token')
        .where('session', '=', session ?? '')
        .executeTakeFirst()
      if (!opened) return null
      try {
        return await provider.end(opened.id_token)
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error
        return null
      }
    },
  }
}

/**
 * The account of a subject: the one it has opened before; else that of its address, if nobody has opened it yet. Null
 * where there is none, or it is closed, over, or opened otherwise.
 */
async function accountOf(
  store: Store,
  providerId: string,
  subject: string,
  email: string,
  now: Date,
): Promise<string | null> {
  const instant = now.toISOString()
  return store.db.transaction().execute(async (db) => {
    const user = await db
      .selectFrom('user')
      .select('id')
      .where('email', '=', email)
      .where('signsInBy', '=', 'oidc')
      .where('disabledAt', 'is', null)
      .where((e) => e.or([e('validUntil', 'is', null), e('validUntil', '>', instant)]))
      .executeTakeFirst()
    if (!user) return null
    const opened = await db
      .selectFrom('account')
      .select(['userId', 'accountId'])
      .where('providerId', '=', providerId)
      .where((e) => e.or([e('userId', '=', user.id), e('accountId', '=', subject)]))
      .execute()
    if (opened.some((each) => each.userId !== user.id || each.accountId !== subject)) return null
    if (opened.length === 0)
      await db
        .insertInto('account')
        .values({
          id: randomUUID(),
          userId: user.id,
          accountId: subject,
          providerId,
          password: null,
          createdAt: instant,
          updatedAt: instant,
        })
        .execute()
    return user.id
  })
}
