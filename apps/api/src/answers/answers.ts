import type { Locale } from '@retombees/contract/localized'
import { type Depth, depthOf, type Face, faceOf } from '@retombees/contract/role'
import type { Viewer } from '@retombees/contract/scope'
import type { SnapshotStamp, Stamped } from '@retombees/contract/snapshot'
import type { Programme } from '@retombees/programme/programme'
import type { Reader, ReaderPool } from '@retombees/warehouse/reader'
import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { ProblemError } from '../problems/problem-error.ts'
import type { ApiEnv } from '../routes/routing.ts'
import { etagOf, isFresh } from './etag.ts'
import { jsonText } from './json.ts'
import { createMemory } from './memory.ts'
import { createProgrammes } from './programmes.ts'

/** What a route computes from: the reader that its viewer may have, and no other. */
export interface Published {
  readonly db: Reader['db']
  readonly programme: Programme
  readonly snapshot: SnapshotStamp
  readonly viewer: Viewer
  readonly depth: Depth
  readonly locale: Locale
}

export type PublishedAnswer<T> = TypedResponse<JSONParsed<Stamped<T>>, 200, 'json'>

/** Answers requests from the published snapshot. */
export interface Answers {
  /** The answer to a request, computed once for a face, snapshot, query, language, role and scope. */
  give<T>(
    c: Context<ApiEnv>,
    compute: (published: Published) => Promise<T>,
    /** What else the answer depends on, where it shows what people wrote. */
    revision?: number,
  ): Promise<PublishedAnswer<T>>
  /** The same for a file to be saved. */
  download(
    c: Context<ApiEnv>,
    file: { name: string; extension: string; type: string },
    compute: (published: Published) => Promise<Uint8Array<ArrayBuffer>>,
    revision?: number,
  ): Promise<Response>
  /** Runs work on a face, for what is not an answer to a viewer. */
  read<T>(face: Face, work: (reader: Reader, programme: Programme) => Promise<T>): Promise<T>
}

const MEMORY = { entries: 1000, length: 64 * 1024 * 1024 }

export function createAnswers(pool: ReaderPool): Answers {
  const memory = createMemory<string | Uint8Array<ArrayBuffer>>(MEMORY)
  const programmeOf = createProgrammes()

  /** The answer with its tag; the body computed once for a tag, and not at all for whoever has it already. */
  async function tagged(
    c: Context<ApiEnv>,
    headersOf: (snapshot: SnapshotStamp) => Record<string, string>,
    compute: (published: Published) => Promise<string | Uint8Array<ArrayBuffer>>,
    revision = 0,
  ): Promise<Response> {
    const { viewer, locale } = c.var
    if (!viewer) throw new ProblemError('not_signed_in')
    const face = faceOf(viewer.role)
    return pool.withReader(face, async (reader) => {
      const { stamp: snapshot } = reader
      const etag = etagOf([face, snapshot.id, canonicalQuery(c), locale, viewer.role, viewer.scope, revision])
      const headers = {
        ETag: etag,
        'Cache-Control': 'private, no-cache',
        Vary: 'Accept-Language, Authorization, Cookie',
        'Content-Language': locale,
      }
      if (isFresh(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
      const body = await memory.remember(etag, async () => {
        const programme = await programmeOf(snapshot.id, reader.programmeFolder)
        const depth = depthOf(viewer.role)
        return compute({ db: reader.db, programme, snapshot, viewer, depth, locale })
      })
      return new Response(body, { headers: { ...headers, ...headersOf(snapshot) } })
    })
  }

  return {
    async give<T>(c: Context<ApiEnv>, compute: (published: Published) => Promise<T>, revision?: number) {
      const json = () => ({ 'Content-Type': 'application/json; charset=UTF-8' })
      const text = async (published: Published) => {
        const stamped: Stamped<T> = { snapshot: published.snapshot, data: await compute(published) }
        return jsonText(stamped)
      }
      const answer = await tagged(c, json, text, revision)
      return answer as Response & PublishedAnswer<T>
    },
    download: (c, { name, extension, type }, compute, revision) =>
      tagged(
        c,
        (snapshot) => ({
          'Content-Type': type,
          'Content-Disposition': `attachment; filename="retombees-${name}-${snapshot.id}.${extension}"`,
        }),
        compute,
        revision,
      ),
    read: (face, work) =>
      pool.withReader(face, async (reader) =>
        work(reader, await programmeOf(reader.stamp.id, reader.programmeFolder)),
      ),
  }
}

/** Path and parameters in a stable order; unknown parameters never come this far. */
function canonicalQuery(c: Context): string {
  const url = new URL(c.req.url)
  const given = [...url.searchParams].filter(([, value]) => value !== '')
  given.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
  return `${url.pathname}?${new URLSearchParams(given)}`
}
