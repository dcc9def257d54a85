import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { ApiEnv } from '../routes/routing.ts'

/** One request, once it is answered. No query, no body, no name: what was looked for is nobody's business but the reader's. */
export interface RequestLine {
  readonly method: string
  /** The path as the router writes it (`/api/v1/indicators/:id`): an id may name somebody. */
  readonly route: string
  readonly status: number
  readonly milliseconds: number
  /** Role of whoever asked; null for nobody. */
  readonly role: string | null
  readonly via: 'session' | 'token' | null
}

/** Told of every request that was answered. */
export type RequestLog = (line: RequestLine) => void

/** What stands for every address that is no route of ours, so that a stranger cannot make up endless names. */
export const ELSEWHERE = '(autre)'

/** Tells each witness of every request, however it ended. */
export function witnessRequests(...witnesses: readonly RequestLog[]) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const began = performance.now()
    await next()
    const route = matchedRoutes(c).find((one) => one.method !== 'ALL')?.path ?? ELSEWHERE
    const viewer = c.get('viewer') ?? null
    const line: RequestLine = {
      method: c.req.method,
      route,
      status: c.res.status,
      milliseconds: Math.round((performance.now() - began) * 10) / 10,
      role: viewer?.role ?? null,
      via: viewer?.via ?? null,
    }
    for (const witness of witnesses) witness(line)
  })
}
