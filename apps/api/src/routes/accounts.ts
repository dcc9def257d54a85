import {
  AccountChange,
  AccountSummary,
  AccountWithPassword,
  NewAccount,
  TokenSummary,
} from '@retombees/contract/account'
import type { Scope } from '@retombees/contract/scope'
import { NoSnapshotError } from '@retombees/warehouse/errors'
import { z } from 'zod'
import { declaredRoute } from '../access/declared-route.ts'
import type { AccountBook } from '../accounts/account-book.ts'
import type { Answers } from '../answers/answers.ts'
import { knownIn } from '../problems/known-in.ts'
import type { Tokens } from '../tokens.ts'
import { somebody } from './account.ts'
import { jsonBody } from './json-body.ts'
import { routes } from './routing.ts'

const common = { who: ['admin'], tag: 'comptes', person: true } as const
const params = z.object({ id: z.string().max(200) })

const all = declaredRoute(
  'get',
  { ...common, path: '/accounts', summary: 'Les comptes', request: {} },
  z.object({ data: z.array(AccountSummary) }),
)
const create = declaredRoute(
  'post',
  {
    ...common,
    path: '/accounts',
    summary: 'Créer un compte ; son premier mot de passe est montré une seule fois',
    request: jsonBody(NewAccount),
  },
  z.object({ data: AccountWithPassword }),
)
const change = declaredRoute(
  'patch',
  {
    ...common,
    path: '/accounts/{id}',
    summary: 'Changer le rôle, le rattachement ou l’échéance d’un compte, le fermer ou le rouvrir',
    request: { params, ...jsonBody(AccountChange) },
  },
  z.object({ data: AccountSummary }),
)
const give = declaredRoute(
  'post',
  {
    ...common,
    path: '/accounts/{id}/first-password',
    summary: 'Donner un nouveau premier mot de passe, montré une seule fois',
    request: { params },
  },
  z.object({ data: AccountWithPassword }),
)
const allTokens = declaredRoute(
  'get',
  { ...common, path: '/tokens', summary: 'Tous les jetons, sans ce qui les ouvre', request: {} },
  z.object({ data: z.array(TokenSummary) }),
)
const drop = declaredRoute(
  'delete',
  { ...common, path: '/tokens/{id}', summary: 'Révoquer un jeton', request: { params } },
  z.object({ data: z.array(TokenSummary) }),
)

/** What an administrator does with the accounts and tokens of all, from a session. */
export function accountsRoutes(book: AccountBook, tokens: Tokens, answers: Answers) {
  /** A scope names what the published programme has; before anything is published, what the administrator says. */
  const checkKnown = async (scope: Scope | undefined) => {
    if (!scope) return
    const programme = await answers
      .read('published', async (_, published) => published)
      .catch((error: unknown) => {
        if (error instanceof NoSnapshotError) return null
        throw error
      })
    if (!programme) return
    knownIn(programme.centres, 'centre', scope.centre)
    knownIn(programme.territories, 'territory', scope.territory)
  }
  return routes()
    .openapi(all, async (c) => {
      somebody(c)
      return c.json({ data: await book.all() }, 200)
    })
    .openapi(create, async (c) => {
      const wanted = c.req.valid('json')
      await checkKnown(wanted.scope)
      return c.json({ data: await book.create(wanted, somebody(c), c.var.address) }, 200)
    })
    .openapi(change, async (c) => {
      const wanted = c.req.valid('json')
      await checkKnown(wanted.scope)
      const { id } = c.req.valid('param')
      return c.json({ data: await book.change(id, wanted, somebody(c), c.var.address) }, 200)
    })
    .openapi(give, async (c) => {
      const { id } = c.req.valid('param')
      return c.json({ data: await book.givePassword(id, somebody(c), c.var.address) }, 200)
    })
    .openapi(allTokens, async (c) => {
      somebody(c)
      return c.json({ data: await tokens.all() }, 200)
    })
    .openapi(drop, async (c) => {
      await tokens.revoke(somebody(c), c.req.valid('param').id, 'any', c.var.address)
      return c.json({ data: await tokens.all() }, 200)
    })
}
