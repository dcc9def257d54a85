import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { redirectRoute } from '../access/declared-route.ts'
import { ERRAND_SECONDS } from '../oidc/errand-cookie.ts'
import type { OidcSignIn } from '../oidc/oidc-sign-in.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { type ApiEnv, routes } from './routing.ts'

const common = { who: 'anybody', tag: 'session' } as const

const leave = redirectRoute({
  ...common,
  path: '/oidc/sign-in',
  summary: 'Partir se connecter chez le fournisseur d’identité',
  request: {},
})
const callback = redirectRoute({
  ...common,
  path: '/oidc/callback',
  summary: 'Revenir du fournisseur d’identité',
  request: { query: z.looseObject({}) },
})

const signedOut = redirectRoute({
  ...common,
  path: '/oidc/signed-out',
  summary: 'Revenir du fournisseur d’identité, qui a fermé sa session',
  request: { query: z.looseObject({}) },
})

/** Going to the identity provider and coming back; not found where there is none. */
export function oidcRoutes(signIn: OidcSignIn | null, options: { https: boolean }) {
  const name = options.https ? '__Secure-retombees.errand' : 'retombees.errand'
  const present = (c: Context<ApiEnv>): OidcSignIn => {
    if (!signIn) throw new ProblemError('not_found', { found: c.req.path })
    c.header('Cache-Control', 'no-store')
    return signIn
  }
  const errand = (value: string, seconds: number) =>
    `${name}=${value}; Path=/api/v1/oidc; HttpOnly; SameSite=Lax; Max-Age=${seconds}${options.https ? '; Secure' : ''}`
  const refused = (c: Context<ApiEnv>, refusal: string) => c.redirect(`/?connexion=${refusal}`, 302)
  return routes()
    .openapi(leave, async (c) => {
      const going = await present(c).leave(c.var.address)
      if ('refusal' in going) return refused(c, going.refusal)
      c.header('Set-Cookie', errand(going.cookie, ERRAND_SECONDS))
      return c.redirect(going.url, 302)
    })
    .openapi(signedOut, (c) => {
      present(c)
      return c.redirect('/', 302)
    })
    .openapi(callback, async (c) => {
      const { search } = new URL(c.req.url)
      const arrived = await present(c).arrive(search, getCookie(c, name), c.var.address)
      c.header('Set-Cookie', errand('', 0))
      if ('refusal' in arrived) return refused(c, arrived.refusal)
      for (const cookie of arrived.cookies) c.header('Set-Cookie', cookie, { append: true })
      return c.redirect('/', 302)
    })
}
