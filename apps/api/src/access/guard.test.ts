import type { Role } from '@retombees/contract/role'
import { createMiddleware } from 'hono/factory'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerProblem } from '../problems/answer-problem.ts'
import { type ApiEnv, routes } from '../routes/routing.ts'
import { declarationsOf } from './declarations.ts'
import { declaredRoute } from './declared-route.ts'
import { guard } from './guard.ts'

const hello = declaredRoute(
  'get',
  { path: '/api/v1/hello/{name}', who: ['evaluator'], tag: 't', summary: 's', request: {} },
  z.string(),
)
const open = declaredRoute(
  'get',
  { path: '/api/v1/open', who: 'anybody', tag: 't', summary: 's', request: {} },
  z.string(),
)

describe('the guard', () => {
  let witnessed: string[]
  const note = (event: string) => async (viewer: { id: string }, request: string) => {
    witnessed.push(`${event} ${viewer.id} ${request}`)
  }
  const appFor = (role: Role | null) => {
    const app = routes()
    app.onError(answerProblem(() => undefined))
    app.notFound((c) => c.text('nothing', 404))
    app.use(
      '/*',
      createMiddleware<ApiEnv>(async (c, next) => {
        c.set('viewer', role && { id: role, name: role, role, scope: {}, via: 'session' })
        await next()
      }),
    )
    app.use(
      '/api/*',
      guard(() => declarationsOf(app), { refused: note('refused'), audited: note('audited') }),
    )
    app.openapi(hello, (c) => c.json('hello', 200))
    app.openapi(open, (c) => c.json('open', 200))
    app.get('/api/v1/forgotten', (c) => c.text('secret'))
    app.all('/api/v1/forgotten-too', (c) => c.text('secret'))
    app.openapi(
      { method: 'get', path: '/api/v1/undeclared', responses: { 200: { description: 'x' } } },
      (c) => c.text('secret'),
    )
    app.openapi(
      {
        method: 'get',
        path: '/api/v1/mistaken',
        'x-who': ['everyone'],
        responses: { 200: { description: 'x' } },
      },
      (c) => c.text('secret'),
    )
    return app
  }
  beforeEach(() => {
    witnessed = []
  })

  it('lets through the role that the route names, and remembers refusing another', async () => {
    expect((await appFor('evaluator').request('/api/v1/hello/x')).status).toBe(200)
    expect((await appFor('funder').request('/api/v1/hello/x')).status).toBe(403)
    expect(witnessed).toEqual(['refused funder GET /api/v1/hello/x'])
  })

  it('asks nobody to sign in, and lets anybody in where the route says so', async () => {
    expect((await appFor(null).request('/api/v1/hello/x')).status).toBe(401)
    expect((await appFor(null).request('/api/v1/open')).status).toBe(200)
    expect(witnessed).toEqual([])
  })

  it.each(['forgotten', 'forgotten-too', 'undeclared', 'mistaken'])(
    'refuses everyone a route without a declaration that it can read: %s',
    async (path) => {
      for (const role of ['admin', 'evaluator', null] as const) {
        const answer = await appFor(role).request(`/api/v1/${path}`)
        expect(answer.status).toBe(403)
        expect(await answer.text()).not.toContain('secret')
      }
    },
  )

  it('does not let HEAD or another method around it', async () => {
    expect((await appFor(null).request('/api/v1/hello/x', { method: 'HEAD' })).status).toBe(401)
    expect((await appFor(null).request('/api/v1/hello/x', { method: 'DELETE' })).status).toBe(404)
    expect((await appFor('funder').request('/api/v1//hello/x')).status).toBe(404)
  })

  it('remembers every access of an auditor', async () => {
    const app = routes()
    app.use(
      '/*',
      createMiddleware<ApiEnv>(async (c, next) => {
        c.set('viewer', { id: 'a', name: 'a', role: 'auditor', scope: {}, via: 'token' })
        await next()
      }),
    )
    app.use(
      '/api/*',
      guard(() => declarationsOf(app), { refused: note('refused'), audited: note('audited') }),
    )
    app.openapi(
      declaredRoute(
        'get',
        { path: '/api/v1/x', who: ['auditor'], tag: 't', summary: 's', request: {} },
        z.string(),
      ),
      (c) => c.json('x', 200),
    )
    expect((await app.request('/api/v1/x')).status).toBe(200)
    expect(witnessed).toEqual(['audited a GET /api/v1/x'])
  })
})
