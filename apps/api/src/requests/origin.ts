/** What the check of a request's origin needs of it. Names as in the headers; undefined where a header is absent. */
export interface OriginOfRequest {
  readonly method: string
  readonly host: string
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly hasCookie: boolean
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * The origin that stops an unsafe request, or null where it may go on. A browser always names the origin of an
 * unsafe request, so one that differs from the host, is opaque, or is missing beside a cookie, is another site's.
 * A script without cookies has no origin and nothing to steal.
 */
export function foreignOrigin(request: OriginOfRequest): string | null {
  if (SAFE.includes(request.method)) return null
  const { origin, fetchSite } = request
  if (fetchSite !== undefined && !['same-origin', 'none'].includes(fetchSite)) return origin ?? fetchSite
  if (origin === undefined) return request.hasCookie && fetchSite === undefined ? 'inconnue' : null
  if (!URL.canParse(origin)) return origin
  return new URL(origin).host === hostOf(request.host) ? null : origin
}

/** A host as a URL writes it: a default port is left out. */
function hostOf(host: string): string {
  return host.toLowerCase().replace(/:(80|443)$/, '')
}
