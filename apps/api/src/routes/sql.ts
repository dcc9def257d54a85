import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { AuditSearch } from '@retombees/contract/search'
import type { Stamped } from '@retombees/contract/snapshot'
import { stamped } from '@retombees/contract/snapshot'
import {
  SavedQuery,
  SavedQueryDraft,
  SqlAnswer,
  SqlExportRequest,
  type SqlFormat,
  SqlHistoryLine,
  SqlRequest,
  SqlSchema,
} from '@retombees/contract/sql'
import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { z } from 'zod'
import { declaredRoute, fileRoute } from '../access/declared-route.ts'
import { SQL_USERS } from '../access/who.ts'
import { MEDIA_TYPES } from '../exports/export-file.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { SqlDesk } from '../sql/desk.ts'
import type { Asking } from '../sql/statements.ts'
import { type ApiEnv, routes } from './routing.ts'

const TYPES: Readonly<Record<SqlFormat, string>> = Object.freeze({
  ...MEDIA_TYPES,
  parquet: 'application/vnd.apache.parquet',
})
const DUCKDB = 'application/vnd.duckdb'

const common = { who: SQL_USERS, tag: 'SQL' }
const json = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const ID = { params: z.object({ id: z.uuid() }) }

const schema = declaredRoute(
  'get',
  {
    ...common,
    path: '/sql/schema',
    summary: 'Ce que l’on peut demander en SQL : tables, colonnes, listes de codes, requêtes d’exemple',
    request: {},
  },
  stamped(SqlSchema),
)
const run = declaredRoute(
  'post',
  {
    ...common,
    path: '/sql',
    summary: 'Une requête SQL sur l’instantané des analystes ; au plus 10 000 lignes, coupe dite',
    request: json(SqlRequest),
  },
  stamped(SqlAnswer),
)
const cancel = declaredRoute(
  'post',
  { ...common, path: '/sql/runs/{id}/cancel', summary: 'Annuler une requête en cours', request: ID },
  z.object({ data: z.object({ cancelled: z.boolean() }) }),
)
const history = declaredRoute(
  'get',
  {
    ...common,
    path: '/sql/history',
    summary: 'Ses propres requêtes passées, avec leur verdict',
    request: { query: AuditSearch },
  },
  z.object({ data: z.array(SqlHistoryLine) }),
)
const saved = declaredRoute(
  'get',
  {
    ...common,
    path: '/sql/queries',
    summary: 'Les requêtes gardées, les siennes et les partagées',
    request: {},
  },
  z.object({ data: z.array(SavedQuery) }),
)
const keep = declaredRoute(
  'post',
  {
    ...common,
    path: '/sql/queries',
    summary: 'Garder une requête, ou la récrire',
    request: json(SavedQueryDraft),
  },
  z.object({ data: SavedQuery }),
)
const remove = declaredRoute(
  'delete',
  { ...common, path: '/sql/queries/{id}', summary: 'Retirer une de ses requêtes gardées', request: ID },
  z.object({ data: z.object({ removed: z.boolean() }) }),
)
const file = fileRoute(
  'post',
  {
    ...common,
    path: '/exports/sql',
    summary: 'Toutes les lignes d’une requête, en fichier : entier, ou pas de fichier',
    request: json(SqlExportRequest),
  },
  TYPES,
)
const database = fileRoute(
  'get',
  {
    ...common,
    path: '/exports/analyst.duckdb',
    summary: 'L’instantané des analystes : le fichier DuckDB lui-même',
    request: {},
  },
  { duckdb: DUCKDB },
)

type Answered<T> = Response & TypedResponse<JSONParsed<Stamped<T>>, 200, 'json'>

export const sqlRoutes = (desk: SqlDesk) =>
  routes()
    .openapi(schema, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json(await desk.schema(c.var.locale), 200)
    })
    .openapi(run, async (c) => {
      const body = await desk.statements.run(askingOf(c), c.req.valid('json'))
      return new Response(new Uint8Array(body), {
        headers: { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'no-store' },
      }) as Answered<SqlAnswer>
    })
    .openapi(cancel, (c) => {
      const cancelled = desk.statements.cancel(askingOf(c).viewer, c.req.valid('param').id)
      return c.json({ data: { cancelled } }, 200)
    })
    .openapi(history, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await desk.history(askingOf(c).viewer, c.req.valid('query').before) }, 200)
    })
    .openapi(saved, async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await desk.saved.all(askingOf(c).viewer) }, 200)
    })
    .openapi(keep, async (c) =>
      c.json({ data: await desk.saved.keep(askingOf(c).viewer, c.req.valid('json')) }, 200),
    )
    .openapi(remove, async (c) => {
      const removed = await desk.saved.remove(askingOf(c).viewer, c.req.valid('param').id)
      return c.json({ data: { removed } }, 200)
    })
    .openapi(file, async (c) => {
      const request = c.req.valid('json')
      const written = await desk.write(askingOf(c), request)
      return attachment(
        c,
        written.path,
        `retombees-requete-${written.snapshot.id}.${request.format}`,
        TYPES[request.format],
        written.remove,
      )
    })
    .openapi(database, (c) => {
      const { file: path, snapshot } = desk.database(askingOf(c).viewer)
      return attachment(c, path, `retombees-analystes-${snapshot.id}.duckdb`, DUCKDB)
    })

function askingOf(c: Context<ApiEnv>): Asking {
  const { viewer, address, locale } = c.var
  if (!viewer) throw new ProblemError('not_signed_in')
  return { viewer, address, locale, gone: c.req.raw.signal }
}

/** A file as it is read; what it lay in goes once it has been sent, or nobody wants it any more. */
function attachment(
  c: Context<ApiEnv>,
  path: string,
  name: string,
  type: string,
  sent?: () => Promise<void>,
): Response {
  // Nobody would read the body of a HEAD, nor close what it is read from.
  const reading = c.req.method === 'HEAD' ? null : createReadStream(path)
  if (sent) reading?.once('close', () => void sent())
  return new Response(reading && (Readable.toWeb(reading) as ReadableStream), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
