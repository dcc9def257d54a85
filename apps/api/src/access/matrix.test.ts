import { join } from 'node:path'
import { Role } from '@retombees/contract/role'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest, cookieHeader } from '../fixtures/app-under-test.ts'
import { EXAMPLES } from '../fixtures/examples.ts'
import { createToken, revokeToken } from '../tokens.ts'
import { declarationsOf } from './declarations.ts'
import { type AccessRow, accessMatrix, accessPage } from './matrix.ts'

let published: PublishedHome
let server: AppUnderTest
let matrix: readonly AccessRow[]

beforeAll(async () => {
  published = await publishedHome()
  server = appUnderTest({ from: published.home.root })
  matrix = accessMatrix(declarationsOf(server.app))
})
afterAll(async () => {
  await server?.close()
  published?.remove()
})

/** Asks for an example of each route; returns what it said, by route. */
async function statuses(headers: Record<string, string>): Promise<Record<string, number>> {
  const asked: Record<string, number> = {}
  const signOutLast = [...matrix].sort(
    (a, b) => Number(a.path.endsWith('out')) - Number(b.path.endsWith('out')),
  )
  for (const row of signOutLast) {
    const key = `${row.method} ${row.path}`
    const example = EXAMPLES[key]
    if (!example) throw new Error(`${key} has no example: add one to fixtures/examples.ts`)
    const { path, body } = await example(server)
    const origin: Record<string, string> = row.method === 'GET' ? {} : { Origin: 'http://localhost' }
    const answer = await server.app.request(path, {
      method: row.method,
      headers: {
        ...headers,
        ...origin,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    asked[key] = answer.status
  }
  return asked
}

/** What the matrix promises: an answer where it says so, else this refusal. */
function promised(open: (row: AccessRow) => boolean, refusal: number): Record<string, string> {
  return Object.fromEntries(
    matrix.map((row) => [`${row.method} ${row.path}`, open(row) ? 'answers' : String(refusal)]),
  )
}

/** A sign-in with a password that is no account's is answered, by a refusal of its own. */
function kept(asked: Record<string, number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).map(([key, status]) => {
      const answered = status === 200 || (key === 'POST /api/v1/sign-in' && status === 401)
      return [key, answered ? 'answers' : String(status)]
    }),
  )
}

describe('the table of routes and roles', () => {
  it('is what the documentation shows', async () => {
    const page = join(import.meta.dirname, '../../../../docs/access.md')
    await expect(accessPage(matrix)).toMatchFileSnapshot(page)
  })

  it('has an example for each route, and none besides', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(matrix.map((row) => `${row.method} ${row.path}`).sort())
  })

  it('holds every route of the app', () => {
    const routes = server.app.routes.filter((route) => route.method !== 'ALL')
    const registered = new Set(routes.map((route) => `${route.method} ${route.path}`))
    expect(matrix.map((row) => `${row.method} ${row.path}`).sort()).toEqual([...registered].sort())
  })

  it.each(Role.options)('holds, route by route, for a demo session of %s', async (role) => {
    const Cookie = cookieHeader(await server.post('/api/v1/demo/sign-in', { role }))
    const asked = kept(await statuses({ Cookie }))
    expect(asked).toEqual(promised((row) => row.roles[role], 403))
  })

  it.each(Role.options)(
    'holds, route by route, for a token of %s, but that no token signs an answer',
    async (role) => {
      const scope = role === 'director' ? { territory: 'croissant-sud' } : {}
      const { token } = await createToken(server.home, { role, scope, label: 'essai' })
      const asked = kept(await statuses({ Authorization: `Bearer ${token}` }))
      const signs = (row: AccessRow) => row.method === 'POST' && row.path.endsWith('/judgements')
      expect(asked).toEqual(promised((row) => row.roles[role] && !signs(row), 403))
    },
  )

  it('holds, route by route, for nobody', async () => {
    expect(kept(await statuses({}))).toEqual(promised((row) => row.nobody, 401))
  })

  it.each(['revoked', 'expired', 'invented'])('opens nothing at all to a token that is %s', async (fate) => {
    const request = { role: 'admin', label: 'essai' } as const
    let { id, token } = await createToken(server.home, request)
    if (fate === 'revoked') await revokeToken(server.home, id)
    if (fate === 'expired') {
      const then = new Date('2019-03-01T00:00:00Z')
      token = (await createToken(server.home, { ...request, expiresAt: '2019-03-02' }, () => then)).token
    }
    if (fate === 'invented') token = `rtb_${'A'.repeat(43)}`
    const cookie = await server.cookieOf('admin')
    const asked = await statuses({ Authorization: `Bearer ${token}`, Cookie: cookie })
    expect(new Set(Object.values(asked))).toEqual(new Set([401]))
  })
})
