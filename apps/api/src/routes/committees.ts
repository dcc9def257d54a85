import {
  CommitteeChanges,
  FrozenPage,
  FrozenPageDraft,
  FrozenPageSummary,
  Share,
  ShareDraft,
} from '@retombees/contract/frozen-page'
import { z } from 'zod'
import { declaredRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { FrozenPages } from '../committees/frozen-pages.ts'
import type { Shares } from '../committees/shares.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { jsonBody } from './json-body.ts'
import { routes } from './routing.ts'

const tag = 'comités'
const id = z.object({ id: z.string().max(200) })
const WRITERS = ['evaluator', 'steward'] as const

const list = declaredRoute(
  'get',
  {
    path: '/committees/pages',
    who: EVERY_ROLE,
    tag,
    summary: 'Les pages figées par les instances, la dernière d’abord',
    request: { query: z.strictObject({ committee: z.string().max(100).optional() }) },
  },
  z.object({ data: z.array(FrozenPageSummary) }),
)
const read = declaredRoute(
  'get',
  {
    path: '/committees/pages/{id}',
    who: EVERY_ROLE,
    tag,
    summary: 'Une page figée, telle que l’instance l’a vue',
    request: { params: id },
  },
  z.object({ data: FrozenPage }),
)
const changes = declaredRoute(
  'get',
  {
    path: '/committees/{id}/changes',
    who: EVERY_ROLE,
    tag,
    summary: 'Ce qui a changé depuis la dernière page figée par une instance, dans ce qui est publié',
    request: { params: id },
  },
  z.object({ data: CommitteeChanges }),
)
const freeze = declaredRoute(
  'post',
  {
    path: '/committees/pages',
    who: WRITERS,
    person: true,
    tag,
    summary: 'Figer la page d’une instance',
    request: jsonBody(FrozenPageDraft),
  },
  z.object({ data: FrozenPageSummary }),
)
const shares = declaredRoute(
  'get',
  {
    path: '/shares',
    who: [...WRITERS, 'admin'],
    tag,
    summary: 'Les liens de partage, sans leur secret',
    request: {},
  },
  z.object({ data: z.array(Share) }),
)
const share = declaredRoute(
  'post',
  {
    path: '/shares',
    who: WRITERS,
    person: true,
    tag,
    summary: 'Créer un lien vers une page figée ; son secret n’est donné que cette fois',
    request: jsonBody(ShareDraft),
  },
  z.object({ data: z.object({ share: Share, secret: z.string() }) }),
)
const revoke = declaredRoute(
  'delete',
  {
    path: '/shares/{id}',
    who: [...WRITERS, 'admin'],
    tag,
    summary: 'Révoquer un lien de partage',
    request: { params: id },
  },
  z.object({ data: z.null() }),
)
const shared = declaredRoute(
  'get',
  {
    path: '/shared/{secret}',
    who: 'anybody',
    tag,
    summary: 'La page figée derrière un lien de partage',
    request: { params: z.object({ secret: z.string().max(200) }) },
  },
  z.object({ data: FrozenPage }),
)

export const committeeRoutes = (pages: FrozenPages, links: Shares) =>
  routes()
    .openapi(list, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await pages.list(c.req.valid('query').committee) }, 200)
    })
    .openapi(read, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await pages.read(c.req.valid('param').id) }, 200)
    })
    .openapi(changes, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await pages.changes(c.req.valid('param').id) }, 200)
    })
    .openapi(freeze, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await pages.freeze(viewer, c.req.valid('json'), address) }, 200)
    })
    .openapi(shares, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await links.list() }, 200)
    })
    .openapi(share, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await links.create(viewer, c.req.valid('json'), address) }, 200)
    })
    .openapi(revoke, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      await links.revoke(viewer, c.req.valid('param').id, address)
      return c.json({ data: null }, 200)
    })
    .openapi(shared, async (c) => {
      c.header('Cache-Control', 'no-store')
      c.header('X-Robots-Tag', 'noindex')
      return c.json({ data: await links.open(c.req.valid('param').secret, c.var.address) }, 200)
    })
