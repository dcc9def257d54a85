import {
  AccountSummary,
  CreatedToken,
  NewToken,
  PasswordChange,
  TokenSummary,
} from '@retombees/contract/account'
import type { Context } from 'hono'
import { z } from 'zod'
import { declaredRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { AccountBook } from '../accounts/account-book.ts'
import type { ChangeOwnPassword } from '../accounts/own-password.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Tokens } from '../tokens.ts'
import { jsonBody } from './json-body.ts'
import { type ApiEnv, routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'compte', person: true } as const

const own = declaredRoute(
  'get',
  { ...common, first: true, path: '/account', summary: 'Mon compte', request: {} },
  z.object({ data: AccountSummary }),
)
const password = declaredRoute(
  'post',
  {
    ...common,
    first: true,
    path: '/account/password',
    summary: 'Changer mon mot de passe ; mes autres sessions se ferment',
    request: jsonBody(PasswordChange),
  },
  z.object({ data: AccountSummary }),
)
const list = declaredRoute(
  'get',
  { ...common, path: '/account/tokens', summary: 'Mes jetons, sans ce qui les ouvre', request: {} },
  z.object({ data: z.array(TokenSummary) }),
)
const make = declaredRoute(
  'post',
  {
    ...common,
    path: '/account/tokens',
    summary: 'Créer un jeton pour moi, montré une seule fois',
    request: jsonBody(NewToken),
  },
  z.object({ data: CreatedToken }),
)
const drop = declaredRoute(
  'delete',
  {
    ...common,
    path: '/account/tokens/{id}',
    summary: 'Révoquer l’un de mes jetons',
    request: { params: z.object({ id: z.string().max(200) }) },
  },
  z.object({ data: z.array(TokenSummary) }),
)

/** What somebody does with their own account, from their session. */
export function accountRoutes(book: AccountBook, changePassword: ChangeOwnPassword, tokens: Tokens) {
  return routes()
    .openapi(own, async (c) => c.json({ data: await book.one(somebody(c).id) }, 200))
    .openapi(password, async (c) => {
      const { viewer, cookies } = await changePassword(somebody(c), c.req.valid('json'), c.var.address)
      for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
      return c.json({ data: await book.one(viewer.id) }, 200)
    })
    .openapi(list, async (c) => c.json({ data: await tokens.of(somebody(c)) }, 200))
    .openapi(make, async (c) =>
      c.json({ data: await tokens.create(somebody(c), c.req.valid('json'), c.var.address) }, 200),
    )
    .openapi(drop, async (c) => {
      const viewer = somebody(c)
      await tokens.revoke(viewer, c.req.valid('param').id, 'own', c.var.address)
      return c.json({ data: await tokens.of(viewer) }, 200)
    })
}

/** Whoever asks; what they are told is kept by nobody. */
export function somebody(c: Context<ApiEnv>) {
  const { viewer } = c.var
  if (!viewer) throw new ProblemError('not_signed_in')
  c.header('Cache-Control', 'no-store')
  return viewer
}
