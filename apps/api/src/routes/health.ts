import { Health } from '@retombees/contract/snapshot'
import { declaredRoute } from '../access/declared-route.ts'
import type { Checkup } from '../answers/checkup.ts'
import { routes } from './routing.ts'

const health = declaredRoute(
  'get',
  {
    path: '/health',
    who: 'anybody',
    tag: 'service',
    summary: 'Ce qui est publié, depuis quand, et si la définition du programme a changé depuis',
    request: {},
  },
  Health,
)

export const healthRoutes = (checkup: Checkup) =>
  routes().openapi(health, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await checkup(), 200)
  })
