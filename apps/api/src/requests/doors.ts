import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { ProblemError } from '../problems/problem-error.ts'
import type { ApiEnv } from '../routes/routing.ts'
import type { ClientAddress } from './client-address.ts'
import { isAllowedHost } from './hosts.ts'
import { localeOf } from './locale.ts'
import { foreignOrigin } from './origin.ts'

const MOST_BYTES = 64 * 1024

/** What every request passes first: a host that is ours, and for an unsafe method an origin that is ours. */
export function doors(hosts: readonly string[], addressOf: ClientAddress) {
  return createMiddleware<ApiEnv>((c, next) => {
    c.set('viewer', null)
    c.set('passwordToChange', false)
    c.set('locale', localeOf(c.req.header('accept-language')))
    c.set('address', addressOf(socketAddress(c.env), c.req.header('x-forwarded-for')))
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!isAllowedHost(host, hosts)) throw new ProblemError('host_refused', { found: host })
    const foreign = foreignOrigin({
      method: c.req.method,
      host,
      origin: c.req.header('origin'),
      fetchSite: c.req.header('sec-fetch-site'),
      hasCookie: c.req.header('cookie') !== undefined,
    })
    if (foreign !== null) throw new ProblemError('origin_refused', { found: foreign })
    return next()
  })
}

/** Refuses a body that is too large for what a form says, but where `exempt`: nothing reads the body of a GET. */
export function smallBody(exempt: (c: Context<ApiEnv>) => boolean) {
  const limit = bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw new ProblemError('too_large', { limit: MOST_BYTES })
    },
  })
  return createMiddleware<ApiEnv>((c, next) =>
    c.req.method === 'GET' || c.req.method === 'HEAD' || exempt(c) ? next() : limit(c, next),
  )
}

/** The other end of the socket, as the server of Node hands it over. */
function socketAddress(env: unknown): string {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return ''
  const { incoming } = env as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress ?? ''
}
