import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { Store } from '../store/open-store.ts'
import { SHORTEST_PASSWORD } from './passwords.ts'

const SESSION_SECONDS = 12 * 3600
const REFRESH_SECONDS = 3600

/** When a session that expires then is due to be renewed by its next use: milliseconds since 1970. */
export function renewalOf(expiresAt: Date): number {
  return expiresAt.getTime() - (SESSION_SECONDS - REFRESH_SECONDS) * 1000
}

/**
 * better-auth over the store: e-mail and password only. Its own HTTP routes are never mounted, so nothing of it
 * answers but what our routes call; sign-up is disabled besides. Sessions last twelve hours and are renewed by use.
 */
export function createAuth(store: Store, options: { secret: string; https: boolean }) {
  return betterAuth({
    ...authOptions(store),
    secret: options.secret,
    baseURL: options.https ? 'https://localhost' : 'http://localhost',
    plugins: [signInWithoutPassword],
    advanced: {
      cookiePrefix: 'retombees',
      useSecureCookies: options.https,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}
export type Auth = ReturnType<typeof createAuth>

/** What decides the layout of better-auth's tables; a test holds our migrations against it. */
export function authOptions(store: Store) {
  return {
    database: { db: store.db, type: 'sqlite' as const },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: SHORTEST_PASSWORD },
    session: { expiresIn: SESSION_SECONDS, updateAge: REFRESH_SECONDS },
    account: { accountLinking: { enabled: false } },
    user: {
      additionalFields: {
        role: { type: 'string' as const, required: true, input: false },
        centre: { type: 'string' as const, required: false, input: false },
        territory: { type: 'string' as const, required: false, input: false },
        demo: { type: 'boolean' as const, required: true, defaultValue: false, input: false },
        validUntil: { type: 'date' as const, required: false, input: false },
      },
    },
  }
}

/** Opens a session for an account that has no password: the demo's. Called by our own code, never by a request. */
const signInWithoutPassword = {
  id: 'sign-in-without-password',
  endpoints: {
    signInWithoutPassword: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
        if (!user) return ctx.json(null)
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ id: user.id, sessionId: session.id })
      },
    ),
  },
}
