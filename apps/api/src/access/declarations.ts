import type { OpenAPIHono } from '@hono/zod-openapi'
import { Role } from '@retombees/contract/role'
import type { Env, Schema } from 'hono'
import { z } from 'zod'
import type { Who } from './who.ts'

/** What the guard knows of a route: nothing but what it declared. `path` is as the router writes it (`:id`). */
export interface DeclaredAccess {
  readonly method: string
  readonly path: string
  readonly who: Who
  readonly summary: string
  /** A person alone may do it, from a session: no token does. */
  readonly person: boolean
  /** It answers somebody whose password is still to be changed. */
  readonly first: boolean
}

const WhoDeclared = z.union([z.literal('anybody'), z.array(Role)])

/** Every route of an app that declares whom it answers. A route whose declaration is missing or unreadable is not in it. */
export function declarationsOf<E extends Env, S extends Schema, B extends string>(
  app: OpenAPIHono<E, S, B>,
): readonly DeclaredAccess[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return []
    const who = WhoDeclared.safeParse(definition.route['x-who'])
    return who.success
      ? [
          {
            method: definition.route.method.toUpperCase(),
            path: definition.route.path.replaceAll(/\{(.+?)\}/g, ':$1'),
            who: who.data,
            summary: definition.route.summary ?? '',
            person: definition.route['x-person'] === true,
            first: definition.route['x-first'] === true,
          },
        ]
      : []
  })
}

/** The declaration that a method and a router path go by. */
export function declarationKey(route: { method: string; path: string }): string {
  return `${route.method} ${route.path}`
}
