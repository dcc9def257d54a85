import type { RouteConfig } from '@hono/zod-openapi'
import { Problem } from '@retombees/contract/problem'
import { stamped } from '@retombees/contract/snapshot'
import { z } from 'zod'
import type { Who } from './who.ts'

interface Declaration<P extends string, R extends RouteConfig['request']> {
  /** Path below `/api`, as OpenAPI writes it. */
  readonly path: P
  /** Whom it answers. There is no default: without it a route is refused to everyone. */
  readonly who: Who
  readonly tag: string
  readonly summary: string
  /** It is done by a person, from a session, and never by a token. */
  readonly person?: true
  /** It answers somebody whose password is still to be changed. */
  readonly first?: true
  /** What it takes, in `params`, `query` and `body`. */
  readonly request: R
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
})

const REFUSALS = {
  400: problem('Demande mal formée'),
  401: problem('Personne n’est connecté, ou le jeton ne vaut plus'),
  403: problem('Le rôle n’est pas de ceux à qui l’adresse répond'),
  404: problem('Rien de ce nom'),
  409: problem('Autre chose a été publié depuis'),
  503: problem('Rien n’est publié'),
}

const BY_SESSION: Record<string, string[]>[] = [{ session: [] }]
const SIGNED_IN: Record<string, string[]>[] = [...BY_SESSION, { token: [] }]

/** A route that takes no parameter refuses any: it would not do what the parameter seems to ask. */
const NO_PARAMETER = z.strictObject({})

/**
 * Declares a route: whom it answers, what it takes and what it gives, once, for the guard, the validation of
 * requests, the OpenAPI document and the typed client. Problems are documented; the client's types hold the answer.
 */
export function declaredRoute<
  P extends string,
  M extends 'get' | 'post' | 'patch' | 'delete',
  S extends z.ZodType,
  R extends RouteConfig['request'],
>(method: M, declaration: Declaration<P, R>, answer: S) {
  const { path, who, tag, summary, request, person = false, first = false } = declaration
  const answered = { description: summary, content: { 'application/json': { schema: answer } } }
  const responses: { 200: typeof answered } = { ...REFUSALS, 200: answered }
  return {
    method,
    path,
    summary,
    tags: [tag],
    'x-who': who,
    ...(person ? { 'x-person': true } : {}),
    ...(first ? { 'x-first': true } : {}),
    security: who === 'anybody' ? [] : person ? BY_SESSION : SIGNED_IN,
    request: { query: NO_PARAMETER, ...request } as R,
    responses,
  }
}

/** Declares a GET route whose answer comes from the published snapshot: `{snapshot, data}`. */
export function publishedRoute<P extends string, D extends z.ZodType, R extends RouteConfig['request']>(
  declaration: Declaration<P, R>,
  data: D,
) {
  return declaredRoute('get', declaration, stamped(data))
}

/** Declares a GET route that gives a file in one of several forms. */
export function downloadRoute<P extends string, R extends RouteConfig['request']>(
  declaration: Declaration<P, R>,
  mediaTypes: Readonly<Record<string, string>>,
) {
  return fileRoute('get', declaration, mediaTypes)
}

/** Declares a route that gives a file in one of several forms, to a GET or to a POST that says at length what of. */
export function fileRoute<P extends string, M extends 'get' | 'post', R extends RouteConfig['request']>(
  method: M,
  declaration: Declaration<P, R>,
  mediaTypes: Readonly<Record<string, string>>,
) {
  const { responses, ...route } = declaredRoute(method, declaration, z.unknown())
  const forms = Object.values(mediaTypes).map((type) => [type.split(';')[0], { schema: A_FILE }])
  const file = {
    ...responses[200],
    content: Object.fromEntries(forms) as Record<`file/${string}`, { schema: typeof A_FILE }>,
  }
  const answered: { 200: typeof file } = { ...responses, 200: file }
  return { ...route, responses: answered }
}

/** Declares a GET route that sends the browser somewhere else. */
export function redirectRoute<P extends string, R extends RouteConfig['request']>(
  declaration: Declaration<P, R>,
) {
  const { responses, ...route } = declaredRoute('get', declaration, z.unknown())
  const { 200: _, ...refusals } = responses
  const elsewhere: { 302: { description: string } } = {
    ...refusals,
    302: { description: declaration.summary },
  }
  return { ...route, responses: elsewhere }
}

const A_FILE = z.string().meta({ format: 'binary' })
