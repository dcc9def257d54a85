import { OpenAPIHono } from '@hono/zod-openapi'
import type { Locale } from '@retombees/contract/localized'
import type { Viewer } from '@retombees/contract/scope'
import { invalidRequest } from '../problems/invalid-request.ts'

/** What every request carries once the doors have been passed. */
export interface ApiEnv {
  Variables: {
    viewer: Viewer | null
    /** The viewer's password was given by somebody else, and is to be changed first. */
    passwordToChange: boolean
    locale: Locale
    /** Address of the socket; empty where there is none. */
    address: string
    /** The answer was put together with the protective headers. */
    protected?: true
  }
}

/** An empty set of routes that answers a malformed request with a problem document. */
export function routes() {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (!result.success) throw invalidRequest(result.target, result.error, c.var.locale)
    },
  })
}
