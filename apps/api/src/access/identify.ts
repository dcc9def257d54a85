import type { Viewer } from '@retombees/contract/scope'
import { createMiddleware } from 'hono/factory'
import type { SignedIn } from '../accounts/sessions.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { ApiEnv } from '../routes/routing.ts'

/** How a request proves who it comes from. */
export interface Proofs {
  token(token: string, address: string): Promise<Viewer | null>
  session(headers: Headers): Promise<SignedIn | null>
}

/**
 * Finds out who asks: the bearer token where one is sent, else the session cookie. A token that does not stand is
 * refused outright, never passed over in favour of a cookie.
 */
export function identify(proofs: Proofs) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const authorization = c.req.header('authorization')
    if (authorization !== undefined) {
      const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
      const viewer = token ? await proofs.token(token, c.get('address')) : null
      if (!viewer)
        throw new ProblemError('invalid_token', {}, [], {
          'WWW-Authenticate': 'Bearer error="invalid_token"',
        })
      c.set('viewer', viewer)
      return next()
    }
    const signedIn = await proofs.session(c.req.raw.headers)
    c.set('viewer', signedIn?.viewer ?? null)
    c.set('passwordToChange', signedIn?.passwordToChange ?? false)
    const cookies = signedIn?.cookies ?? []
    if (cookies.length === 0) return next()
    await next()
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  })
}
