import type { Viewer } from '@retombees/contract/scope'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { ProblemError } from '../problems/problem-error.ts'
import type { ApiEnv } from '../routes/routing.ts'
import { type DeclaredAccess, declarationKey } from './declarations.ts'

/** Told of every refusal of somebody known, and of every access by an auditor. */
export interface AccessWitness {
  refused(viewer: Viewer, request: string, address: string): Promise<void>
  audited(viewer: Viewer, request: string, address: string): Promise<void>
}

/** Where nothing is answered unless a route declares it; everywhere else there are only the dashboard's files. */
export const GUARDED: readonly string[] = Object.freeze(['/api/*', '/metrics'])

/** Paths under which middleware of ours is registered for every method; anything else for every method is a route. */
const MIDDLEWARE = ['/*', ...GUARDED]

/**
 * Refuses by default. The route that would answer must have declared whom it answers, and the viewer be among
 * them: 401 for nobody; 403 for the wrong role, for a token where a person is needed, for a password that is still to be
 * changed, or for a route without a declaration; 404 where there is no route.
 */
export function guard(declared: () => readonly DeclaredAccess[], witness: AccessWitness) {
  let known: ReadonlyMap<string, DeclaredAccess> | undefined
  // Nothing is awaited where nothing is to be noted: every request comes through here.
  return createMiddleware<ApiEnv>((c, next) => {
    known ??= new Map(declared().map((access) => [declarationKey(access), access]))
    const answering = matchedRoutes(c).find((r) => r.method !== 'ALL' || !MIDDLEWARE.includes(r.path))
    if (!answering) throw new ProblemError('not_found', { found: c.req.path })
    const access = known.get(declarationKey(answering))
    if (!access) throw new ProblemError('route_undeclared')
    const viewer = c.get('viewer')
    const request = `${c.req.method} ${c.req.path}`
    if (access.who !== 'anybody') {
      if (!viewer) throw new ProblemError('not_signed_in')
      if (!access.who.includes(viewer.role)) {
        const { role } = viewer
        return witness.refused(viewer, request, c.get('address')).then(() => {
          throw new ProblemError('role_refused', { role })
        })
      }
      if (access.person && viewer.via !== 'session') throw new ProblemError('person_needed')
      if (c.get('passwordToChange') && !access.first) throw new ProblemError('password_change_needed')
      if (viewer.role === 'auditor') return witness.audited(viewer, request, c.get('address')).then(next)
    }
    return next()
  })
}
