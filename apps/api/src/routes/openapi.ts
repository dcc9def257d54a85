import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import { declaredRoute } from '../access/declared-route.ts'
import { routes } from './routing.ts'

const document = declaredRoute(
  'get',
  {
    path: '/openapi.json',
    who: 'anybody',
    tag: 'service',
    summary: 'Ce document',
    request: {},
  },
  z.record(z.string(), z.unknown()).meta({ description: 'Document OpenAPI 3.1' }),
)

/** Serves the OpenAPI 3.1 document of an app, generated once from the schemas that check its requests. */
export function openapiRoutes(app: () => Documented) {
  let text: string | undefined
  return routes().openapi(document, (c) => {
    text ??= JSON.stringify(documentOf(app()))
    return c.body(text, 200, { 'Content-Type': 'application/json; charset=UTF-8' }) as never
  })
}

/** Any app that keeps a registry of its routes. */
export type Documented = Pick<OpenAPIHono, 'getOpenAPI31Document' | 'openAPIRegistry'>

function documentOf(app: Documented) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'retombees.session_token',
    description: 'Session ouverte par la page de connexion',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Jeton personnel, créé par « retombees token create »',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Retombées',
      version: manifest.version,
      description:
        'Chaque réponse porte l’instantané dont elle vient. `x-who` dit à qui une adresse répond. Les erreurs sont des documents RFC 9457.',
    },
  })
}
