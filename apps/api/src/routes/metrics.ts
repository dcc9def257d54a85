import { downloadRoute } from '../access/declared-route.ts'
import { METRICS_TYPE, type Metrics } from '../operations/metrics.ts'
import { routes } from './routing.ts'

const metrics = downloadRoute(
  {
    path: '/metrics',
    who: ['steward', 'admin'],
    tag: 'service',
    summary: 'Les mesures du service, pour Prometheus : un jeton de coordination ou d’administration',
    request: {},
  },
  { text: METRICS_TYPE },
)

export const metricsRoutes = ({ text }: Metrics) =>
  routes().openapi(
    metrics,
    async (c) =>
      c.body(await text(), 200, { 'Content-Type': METRICS_TYPE, 'Cache-Control': 'no-store' }) as never,
  )
