import { AuditLine } from '@retombees/contract/audit'
import { AuditSearch } from '@retombees/contract/search'
import { z } from 'zod'
import { declaredRoute } from '../access/declared-route.ts'
import { routes } from './routing.ts'

const log = declaredRoute(
  'get',
  {
    path: '/audit',
    who: ['admin'],
    tag: 'service',
    summary: 'Le journal : connexions, jetons, accès refusés, accès du contrôle, réponses signées',
    request: { query: AuditSearch },
  },
  z.object({ data: z.array(AuditLine) }),
)

export const auditRoutes = (read: (before?: number) => Promise<AuditLine[]>) =>
  routes().openapi(log, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ data: await read(c.req.valid('query').before) }, 200)
  })
