import { queryOptions } from '@tanstack/react-query'
import { problemOf } from './problem.ts'

/** What the page reads of an operation; the rest is shown as it is. */
export interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header' | 'cookie'
    readonly required?: boolean
  }[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, unknown>>
  readonly 'x-who'?: 'anybody' | readonly string[]
  readonly 'x-person'?: boolean
}

interface Document {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** One route of the API as its document describes it. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** The OpenAPI document of the server, as routes in the order of their paths. */
export const openapi = queryOptions({
  queryKey: ['openapi'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    const answer = await fetch('/api/openapi.json', { signal })
    if (!answer.ok) throw await problemOf(answer)
    const { info, openapi: version, paths } = (await answer.json()) as Document
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): Route => ({ method, path, operation })),
    )
    return { info, version, routes: routes.toSorted((a, b) => a.path.localeCompare(b.path)) }
  },
})
