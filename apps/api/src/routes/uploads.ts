import { IngestOrder, Upload, UploadEvent } from '@retombees/contract/upload'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { declaredRoute } from '../access/declared-route.ts'
import { recordAudit } from '../audit.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import type { Uploads } from '../uploads/uploads.ts'
import type { VerbRunner } from '../uploads/verb.ts'
import { jsonBody } from './json-body.ts'
import { type ApiEnv, routes } from './routing.ts'

const tag = 'chargements'
const WHO = ['steward', 'admin'] as const
const params = z.object({ id: z.string().max(100) })

/** The one address whose body may be large: it goes to the disk as it comes, and is counted there. */
export const UPLOAD_PATH = '/api/v1/uploads'

const receive = declaredRoute(
  'post',
  {
    path: '/uploads',
    who: WHO,
    tag,
    summary: 'Envoyer un fichier : le corps de la demande, tel quel',
    request: { query: z.strictObject({ name: z.string().min(1).max(300) }) },
  },
  z.object({ data: Upload }),
)
const ingest = declaredRoute(
  'post',
  {
    path: '/uploads/{id}/ingest',
    who: WHO,
    tag,
    summary:
      'Charger un fichier envoyé, ou voir ce qui serait fait ; la progression, en évènements (text/event-stream)',
    request: { params, ...jsonBody(IngestOrder) },
  },
  UploadEvent,
)
const mend = declaredRoute(
  'post',
  {
    path: '/uploads/{id}/mend',
    who: WHO,
    tag,
    summary:
      'Reprendre les lignes corrigées d’un fichier envoyé ; ligne par ligne, en évènements (text/event-stream)',
    request: { params },
  },
  UploadEvent,
)

/** Files come in by the same verbs as at the terminal: the server spawns them and relays what they say. */
export const uploadRoutes = (
  uploads: Uploads,
  verbs: VerbRunner | null,
  { store, now }: { store: Store; now: () => Date },
) => {
  function relay(c: Context<ApiEnv>, id: string, verb: string, args: readonly string[], keep: boolean) {
    if (verbs === null) throw new ProblemError('uploads_closed')
    const path = uploads.pathOf(id)
    const file = path.split(/[/\\]/).at(-1) ?? ''
    const { viewer, address } = c.var
    if (!viewer) throw new ProblemError('not_signed_in')
    return streamSSE(c, async (stream) => {
      const stop = new AbortController()
      stream.onAbort(() => stop.abort())
      await recordAudit(store, now(), {
        event: 'file-taken-in',
        who: viewer.id,
        role: viewer.role,
        address,
        detail: `${verb} ${file}`,
      })
      for await (const event of verbs.run([verb, path, ...args], stop.signal))
        await stream.writeSSE({ event: event.kind, data: JSON.stringify(event) })
      if (!keep) uploads.remove(id)
    }) as never
  }
  return routes()
    .openapi(receive, async (c) => {
      const data = await uploads.receive(c.req.valid('query').name, c.req.raw.body)
      c.header('Cache-Control', 'no-store')
      return c.json({ data }, 200)
    })
    .openapi(ingest, (c) => {
      const { dryRun, replace, source } = c.req.valid('json')
      const options = [
        '--json',
        '--progress',
        ...(dryRun ? ['--dry-run'] : []),
        ...(replace ? ['--replace'] : []),
        ...(source === undefined ? [] : [`--source=${source}`]),
      ]
      return relay(c, c.req.valid('param').id, 'ingest', options, dryRun)
    })
    .openapi(mend, (c) => relay(c, c.req.valid('param').id, 'mend', ['--json'], false))
}
