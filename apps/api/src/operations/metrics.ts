import type { Health } from '@retombees/contract/snapshot'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestLog } from './request-log.ts'

/** What Prometheus reads: requests by route, what is published, and the process. */
export interface Metrics {
  readonly observe: RequestLog
  /** The text format of Prometheus, version 0.0.4. */
  text(): Promise<string>
}

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE

/** `checkup` is asked at each reading. The process itself is only watched once somebody has read. */
export function createMetrics(checkup: () => Promise<Health>): Metrics {
  const register = new Registry()
  const requests = new Histogram({
    name: 'retombees_request_seconds',
    help: 'Durée des réponses, par adresse, méthode et statut',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [register],
  })
  const age = new Gauge({
    name: 'retombees_snapshot_age_seconds',
    help: 'Âge de ce qui est publié ; absent quand rien ne l’est',
    registers: [register],
  })
  const published = new Gauge({
    name: 'retombees_published',
    help: '1 quand un instantané est publié',
    labelNames: ['snapshot', 'version'] as const,
    registers: [register],
  })
  const changed = new Gauge({
    name: 'retombees_programme_changed',
    help: '1 quand la définition du programme a changé depuis la publication',
    registers: [register],
  })
  /** The histogram's child of each address, method and status, found without its labels being put in order again. */
  const children = new Map<string, { observe(seconds: number): void }>()
  const childOf = (method: string, route: string, status: number) => {
    const key = `${method} ${status} ${route}`
    const known = children.get(key)
    if (known) return known
    const child = requests.labels({ method, route, status: String(status) })
    children.set(key, child)
    return child
  }
  let watched = false
  return {
    observe: ({ method, route, status, milliseconds }) =>
      childOf(method, route, status).observe(milliseconds / 1000),
    async text() {
      if (!watched) collectDefaultMetrics({ register })
      watched = true
      const health = await checkup()
      published.reset()
      published.set({ snapshot: health.snapshot?.id ?? '', version: health.version }, health.snapshot ? 1 : 0)
      changed.set(health.programmeChanged ? 1 : 0)
      if (health.ageSeconds === null) age.remove()
      else age.set(health.ageSeconds)
      return register.metrics()
    },
  }
}
