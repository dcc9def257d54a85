import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { isFresh } from '../answers/etag.ts'

/** One built file, with the encodings it was compressed to. */
interface BuiltFile {
  readonly path: string
  readonly type: string
  readonly etag: string
  readonly encodings: readonly { name: string; path: string }[]
}

const TYPES: Readonly<Record<string, string>> = Object.freeze({
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.webmanifest': 'application/manifest+json; charset=UTF-8',
  '.svg': 'image/svg+xml; charset=UTF-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=UTF-8',
  '.map': 'application/json; charset=UTF-8',
})
const COMPRESSED = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const
/** The build puts a digest of the content in the name of what it writes there. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/

/**
 * Opens the folder of the built dashboard. The function returned answers GET and HEAD for a file of it; for a page's
 * address, with the page itself, never kept; null for anything else. Only files found at opening are ever served:
 * no path is joined from a request.
 */
export function openDashboard(folder: string | undefined): (request: Request) => Response | null {
  const files = folder === undefined ? new Map<string, BuiltFile>() : builtFiles(folder)
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const path = pathOf(request)
    const file = files.get(path)
    if (file)
      return send(request, file, HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    const page = extname(path) === '' ? files.get('/index.html') : undefined
    return page ? send(request, page, 'no-cache') : null
  }
}

function builtFiles(folder: string): Map<string, BuiltFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
  const present = new Set(names)
  return new Map(
    names.map((name) => {
      const path = join(folder, name)
      const digest = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 27)
      const encodings = COMPRESSED.filter(({ suffix }) => present.has(name + suffix)).map((encoding) => ({
        name: encoding.name,
        path: path + encoding.suffix,
      }))
      return [
        name,
        { path, type: TYPES[extname(name)] ?? 'application/octet-stream', etag: digest, encodings },
      ]
    }),
  )
}

function pathOf(request: Request): string {
  const { pathname } = new URL(request.url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function send(request: Request, file: BuiltFile, cacheControl: string): Response {
  const accepted = acceptedEncodings(request.headers.get('accept-encoding'))
  const encoding = file.encodings.find(({ name }) => accepted.has(name))
  const etag = `"${file.etag}${encoding ? `-${encoding.name}` : ''}"`
  const headers: Record<string, string> = {
    'Cache-Control': cacheControl,
    ETag: etag,
    Vary: 'Accept-Encoding',
  }
  if (isFresh(request.headers.get('if-none-match') ?? undefined, etag))
    return new Response(null, { status: 304, headers })
  const path = encoding?.path ?? file.path
  headers['Content-Type'] = file.type
  headers['Content-Length'] = String(statSync(path).size)
  if (encoding) headers['Content-Encoding'] = encoding.name
  const body = request.method === 'HEAD' ? null : (Readable.toWeb(createReadStream(path)) as ReadableStream)
  return new Response(body, { headers })
}

function acceptedEncodings(header: string | null): ReadonlySet<string> {
  return new Set(
    (header ?? '')
      .split(',')
      .map((part) => part.trim().split(';'))
      .filter(([, weight]) => !/^\s*q=0(\.0*)?\s*$/.test(weight ?? ''))
      .map(([name]) => (name ?? '').trim().toLowerCase()),
  )
}
