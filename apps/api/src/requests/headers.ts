import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from '../routes/routing.ts'

const POLICY: Readonly<Record<string, string>> = Object.freeze({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
})

/**
 * Headers of every answer. Scripts come from us and from files only; style attributes are allowed because the
 * component library sets them; nothing may frame a page; no page calls another host.
 */
export function protectiveHeaders(options: { https: boolean }): Readonly<Record<string, string>> {
  return Object.freeze({
    'Content-Security-Policy': Object.entries(POLICY)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Download-Options': 'noopen',
    'X-Frame-Options': 'DENY',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-XSS-Protection': '0',
    ...(options.https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  })
}

/** Gives every answer these headers, but for those that were put together with them. */
export function protect(headers: Readonly<Record<string, string>>) {
  const pairs = Object.entries(headers)
  return createMiddleware<ApiEnv>((c, next) =>
    next().then(() => {
      if (!c.get('protected')) for (const [name, value] of pairs) c.res.headers.set(name, value)
    }),
  )
}
