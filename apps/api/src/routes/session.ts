import { Role } from '@retombees/contract/role'
import type { Viewer } from '@retombees/contract/scope'
import { DemoSignIn, PasswordSignIn, Session, SignedOut } from '@retombees/contract/session'
import type { Context } from 'hono'
import { declaredRoute } from '../access/declared-route.ts'
import type { SignIn } from '../accounts/sign-in.ts'
import type { OidcSignIn } from '../oidc/oidc-sign-in.ts'
import { jsonBody } from './json-body.ts'
import type { ApiEnv } from './routing.ts'
import { routes } from './routing.ts'

const common = { who: 'anybody', tag: 'session' } as const
const whoAmI = declaredRoute(
  'get',
  { ...common, path: '/session', summary: 'Qui est connecté, et comment se connecter ici', request: {} },
  Session,
)
const demo = declaredRoute(
  'post',
  {
    ...common,
    path: '/demo/sign-in',
    summary: 'Se connecter à un compte de démonstration, par son rôle',
    request: jsonBody(DemoSignIn),
  },
  Session,
)
const password = declaredRoute(
  'post',
  {
    ...common,
    path: '/sign-in',
    summary: 'Se connecter par adresse électronique et mot de passe',
    request: jsonBody(PasswordSignIn),
  },
  Session,
)
const out = declaredRoute(
  'post',
  { ...common, path: '/sign-out', summary: 'Fermer la session', request: {} },
  SignedOut,
)

export const sessionRoutes = (signIn: SignIn, oidc: Pick<OidcSignIn, 'label' | 'wayOut'> | null) => {
  const session = async (
    c: Context<ApiEnv>,
    viewer: Viewer | null,
    cookies: readonly string[] = [],
    passwordToChange = false,
  ) => {
    c.header('Cache-Control', 'no-store')
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    const open = await signIn.demoIsOpen()
    return {
      data: viewer,
      mode: signIn.mode,
      demoRoles: open ? [...Role.options] : [],
      passwordToChange,
      oidc: oidc ? { label: oidc.label } : null,
    }
  }
  return routes()
    .openapi(whoAmI, async (c) => c.json(await session(c, c.var.viewer, [], c.var.passwordToChange), 200))
    .openapi(demo, async (c) => {
      const { viewer, cookies } = await signIn.toDemo(c.req.valid('json').role, c.var.address)
      return c.json(await session(c, viewer, cookies), 200)
    })
    .openapi(password, async (c) => {
      const { email, password } = c.req.valid('json')
      const { viewer, cookies, passwordToChange } = await signIn.withPassword(email, password, c.var.address)
      return c.json(await session(c, viewer, cookies, passwordToChange), 200)
    })
    .openapi(out, async (c) => {
      const { headers } = c.req.raw
      const providerSignOut = oidc ? await oidc.wayOut(headers) : null
      const cookies = await signIn.out(c.var.viewer, headers, c.var.address)
      return c.json({ ...(await session(c, null, cookies)), providerSignOut }, 200)
    })
}
