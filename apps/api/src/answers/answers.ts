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
  /**
   * The answer already given to this very request, for the same face, snapshot, language, role and scope; null where
   * there is none. Whether the viewer may ask is for whoever calls to have looked at.
   */
  recall(c: Context<ApiEnv>): Response | null
  /** What is published now of a face, where it was read already; null where that takes a reading. */
  stampOf(face: Face): SnapshotStamp | null
  /** Runs work on a face, for what is not an answer to a viewer. */
  read<T>(face: Face, work: (reader: Reader, programme: Programme) => Promise<T>): Promise<T>
}

const MEMORY = { entries: 1000, length: 64 * 1024 * 1024 }
const RECALLED = 4000
const LONGEST_URL = 1000

/** `always` are headers that every answer bears. */
export function createAnswers(pool: ReaderPool, always: Readonly<Record<string, string>> = {}): Answers {
  const memory = createMemory<Uint8Array<ArrayBuffer>>(MEMORY)
  const programmeOf = createProgrammes()
  /** By request: the headers of its answer, that name the body in memory. */
  const recalled = new Map<string, AnswerHeaders>()

  /** The answer with its tag; the body computed once for a tag, and not at all for whoever has it already. */
  async function tagged(
    c: Context<ApiEnv>,
    headersOf: (snapshot: SnapshotStamp) => Record<string, string>,
    compute: (published: Published) => Promise<Uint8Array<ArrayBuffer>>,
    revision?: number,
  ): Promise<Response> {
    const [viewer, locale] = [c.get('viewer'), c.get('locale')]
    if (!viewer) throw new ProblemError('not_signed_in')
    const face = faceOf(viewer.role)
    return pool.withReader(face, async (reader) => {
      const { stamp: snapshot } = reader
      const etag = etagOf([
        face,
        snapshot.id,
        canonicalQuery(c),
        locale,
        viewer.role,
        viewer.scope,
        revision ?? 0,
      ])
      const headers = {
        ...always,
        ETag: etag,
        'Cache-Control': 'private, no-cache',
        Vary: 'Accept-Language, Authorization, Cookie',
        'Content-Language': locale,
        ...headersOf(snapshot),
      }
      if (isFresh(c.req.header('if-none-match'), etag)) return answered(c, headers, null)
      const body = await memory.remember(etag, async () => {
        const programme = await programmeOf(snapshot.id, reader.programmeFolder)
        const depth = depthOf(viewer.role)
        return compute({ db: reader.db, programme, snapshot, viewer, depth, locale })
      })
      // What people wrote may have moved by the next request: its revision has to be looked at again.
      if (revision === undefined) retain(requestKey(c, viewer, snapshot), headers)
      return answered(c, headers, body)
    })
  }

  function retain(key: string | null, headers: AnswerHeaders): void {
    if (key === null) return
    recalled.set(key, headers)
    for (const oldest of recalled.keys()) {
      if (recalled.size <= RECALLED) return
      recalled.delete(oldest)
    }
  }

  return {
    async give<T>(c: Context<ApiEnv>, compute: (published: Published) => Promise<T>, revision?: number) {
      const json = () => ({ 'Content-Type': 'application/json; charset=UTF-8' })
      const text = async (published: Published) => {
        const stamped: Stamped<T> = { snapshot: published.snapshot, data: await compute(published) }
        return new TextEncoder().encode(jsonText(stamped))
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
    recall(c) {
      const viewer = c.get('viewer')
      const snapshot = viewer && pool.stampOf(faceOf(viewer.role))
      const key = snapshot && requestKey(c, viewer, snapshot)
      const headers = key ? recalled.get(key) : undefined
      if (!headers) return null
      if (isFresh(c.req.header('if-none-match'), headers.ETag)) return answered(c, headers, null)
      const body = memory.known(headers.ETag)
      return body ? answered(c, headers, body) : null
    },
    stampOf: (face) => pool.stampOf(face),
    read: (face, work) =>
      pool.withReader(face, async (reader) =>
        work(reader, await programmeOf(reader.stamp.id, reader.programmeFolder)),
      ),
  }
}

interface AnswerHeaders extends Readonly<Record<string, string>> {
  readonly ETag: string
}

function answered(
  c: Context<ApiEnv>,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array<ArrayBuffer> | null,
): Response {
  c.set('protected', true)
  return new Response(body, { status: body ? 200 : 304, headers })
}

/** All that tells one request from another before it is read; null for one whose answer is not worth recalling. */
function requestKey(c: Context<ApiEnv>, { role, scope }: Viewer, { id, face }: SnapshotStamp): string | null {
  const { method, url } = c.req
  if (method !== 'GET' || url.length > LONGEST_URL) return null
  return [face, id, role, scope.centre, scope.territory, c.get('locale'), url].join(' ')
}

/** Path and parameters in a stable order; unknown parameters never come this far. */
function canonicalQuery(c: Context): string {
  const url = new URL(c.req.url)
  const given = [...url.searchParams].filter(([, value]) => value !== '')
  given.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
  return `${url.pathname}?${new URLSearchParams(given)}`
}
