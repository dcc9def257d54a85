import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Role } from '@retombees/contract/role'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest, cookieHeader } from '../fixtures/app-under-test.ts'
import { EXAMPLES, tomorrow } from '../fixtures/examples.ts'
import { withStore } from '../store/open-store.ts'
import { createToken, revokeToken } from '../tokens.ts'
import { addUser, type NewUser } from '../users.ts'
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

/** Asks for an example of each route; says, by route, that it answered or the status of its refusal. */
async function answersTo(headers: Record<string, string>, to = server): Promise<Record<string, string>> {
  const asked: Record<string, string> = {}
  const signOutLast = [...matrix].sort(
    (a, b) => Number(a.path.endsWith('out')) - Number(b.path.endsWith('out')),
  )
  for (const row of signOutLast) {
    const key = `${row.method} ${row.path}`
    const example = EXAMPLES[key]
    if (!example) throw new Error(`${key} has no example: add one to fixtures/examples.ts`)
    const { path, body, answers } = await example(server)
    const origin: Record<string, string> = row.method === 'GET' ? {} : { Origin: 'http://localhost' }
    const answer = await to.app.request(path, {
      method: row.method,
      headers: {
        ...headers,
        ...origin,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const code = answer.status < 400 ? undefined : ((await answer.json()) as { code: string }).code
    const answered = answer.status < 400 ? answers === undefined : code === answers
    asked[key] = answered ? 'answers' : `${answer.status} ${code}`
  }
  return asked
}

/** What the matrix promises: an answer where it says so, else this refusal. */
function promised(answerOf: (row: AccessRow) => boolean | string, refusal: string): Record<string, string> {
  return Object.fromEntries(
    matrix.map((row) => {
      const open = answerOf(row)
      return [`${row.method} ${row.path}`, open === true ? 'answers' : open || refusal]
    }),
  )
}

/** An account with a password, in a production server over the same store, signed in. */
async function signedIn(user: Partial<NewUser>, to: AppUnderTest): Promise<string> {
  const email = user.email ?? `${crypto.randomUUID()}@example.org`
  const password = 'phare de Dunkerque, 1843'
  await addUser(to.home, { name: 'Camille', role: 'evaluator', ...user, email, password })
  const answer = await to.post('/api/v1/sign-in', { email, password })
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return cookieHeader(answer)
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
    expect(await answersTo({ Cookie })).toEqual(promised((row) => row.roles[role], '403 role_refused'))
  })

  it.each(Role.options)(
    'holds, route by route, for a token of %s, but for what a person alone does',
    async (role) => {
      const scope = role === 'director' ? { territory: 'croissant-sud' } : {}
      const { token } = await createToken(server.home, { role, scope, label: 'essai' })
      expect(await answersTo({ Authorization: `Bearer ${token}` })).toEqual(
        promised((row) => row.roles[role] && (row.person ? '403 person_needed' : true), '403 role_refused'),
      )
    },
  )

  it('gives a director of another centre, route by route, what any director has, to the byte: nothing is one’s own alone', async () => {
    const centres = published.programme.centres.map(({ id }) => id)
    const [own = '', other = ''] = [centres[0], centres.at(-1)]
    const bearers: Record<string, string>[] = []
    for (const scope of [{ centre: own }, { centre: other }]) {
      const { token } = await createToken(server.home, { role: 'director', scope, label: 'essai' })
      bearers.push({ Authorization: `Bearer ${token}` })
    }
    const wanted = promised(
      (row) => row.roles.director && (row.person ? '403 person_needed' : true),
      '403 role_refused',
    )
    expect(await answersTo(bearers[1] ?? {})).toEqual(wanted)
    let compared = 0
    for (const row of matrix) {
      if (row.method !== 'GET' || !row.roles.director || /metrics|session$|\/account|\/health/.test(row.path))
        continue
      const example = await EXAMPLES[`${row.method} ${row.path}`]?.(server)
      const texts = []
      for (const bearer of bearers) texts.push(await (await server.get(example?.path ?? '', bearer)).text())
      expect({ path: row.path, texts: new Set(texts).size }).toEqual({ path: row.path, texts: 1 })
      compared += 1
    }
    expect(compared).toBeGreaterThan(20)
  }, 180_000)

  it('holds, route by route, for nobody', async () => {
    expect(await answersTo({})).toEqual(promised((row) => row.nobody, '401 not_signed_in'))
  })

  it.each(['revoked', 'expired', 'invented', 'of an owner who is closed'])(
    'opens nothing at all to a token that is %s',
    async (fate) => {
      const request = { role: 'admin', label: 'essai' } as const
      let { id, token } = await createToken(server.home, request)
      if (fate === 'revoked') await revokeToken(server.home, id)
      if (fate === 'expired') {
        const then = new Date('2019-03-01T00:00:00Z')
        token = (await createToken(server.home, { ...request, expiresAt: '2019-03-02' }, () => then)).token
      }
      if (fate === 'invented') token = `rtb_${'A'.repeat(43)}`
      if (fate === 'of an owner who is closed')
        await withStore(server.home.store, async ({ db }) => {
          const gone = await addUser(server.home, { ...GONE, email: 'ferme@example.org' })
          await db.updateTable('token').set({ owner: gone.id }).where('id', '=', id).execute()
          await db.updateTable('user').set({ disabledAt: '2019-03-01' }).where('id', '=', gone.id).execute()
        })
      const cookie = await server.cookieOf('admin')
      const asked = await answersTo({ Authorization: `Bearer ${token}`, Cookie: cookie })
      expect(new Set(Object.values(asked))).toEqual(new Set(['401 invalid_token']))
    },
  )

  describe('in production, where time passes', () => {
    let production: AppUnderTest
    let now = new Date()
    beforeAll(() => {
      production = appUnderTest({
        from: published.home.root,
        mode: 'production',
        secret: randomBytes(32).toString('base64'),
        now: () => now,
      })
    })
    afterAll(() => production.close())
    const nobody = () =>
      promised(
        (row) => (row.path.startsWith('/api/v1/demo/') ? '404 not_found' : row.nobody),
        '401 not_signed_in',
      )

    it('holds, route by route, for a session that has ended', async () => {
      const Cookie = await signedIn({ role: 'admin' }, production)
      await withStore(production.home.store, ({ db }) =>
        db.updateTable('session').set({ expiresAt: '2019-03-01T00:00:00.000Z' }).execute(),
      )
      expect(await answersTo({ Cookie }, production)).toEqual(nobody())
    })

    it('holds, route by route, for an auditor whose mission is over', async () => {
      const Cookie = await signedIn({ role: 'auditor', validUntil: tomorrow() }, production)
      expect((await production.get('/api/v1/loads', { Cookie })).status).toBe(200)
      now = new Date(Date.now() + 3 * 86_400_000)
      expect(await answersTo({ Cookie }, production)).toEqual(nobody())
      now = new Date()
    })

    it('holds, route by route, for an account that was closed', async () => {
      const Cookie = await signedIn({ role: 'evaluator', email: 'partie@example.org' }, production)
      await withStore(production.home.store, ({ db }) =>
        db
          .updateTable('user')
          .set({ disabledAt: now.toISOString() })
          .where('email', '=', 'partie@example.org')
          .execute(),
      )
      expect(await answersTo({ Cookie }, production)).toEqual(nobody())
    })

    it('opens to a first password the change of it, and what is open to anybody', async () => {
      const Cookie = await signedIn({ role: 'evaluator', email: 'nouvelle@example.org' }, production)
      await withStore(production.home.store, ({ db }) =>
        db
          .updateTable('user')
          .set({ firstPasswordUntil: new Date(now.getTime() + 1e6).toISOString() })
          .where('email', '=', 'nouvelle@example.org')
          .execute(),
      )
      const first: Record<string, boolean | string> = {
        'GET /api/v1/account': true,
        'POST /api/v1/account/password': '403 wrong_password',
        'POST /api/v1/demo/sign-in': '404 not_found',
      }
      expect(await answersTo({ Cookie }, production)).toEqual(
        promised(
          (row) =>
            first[`${row.method} ${row.path}`] ??
            (row.nobody || (row.roles.evaluator && '403 password_change_needed')),
          '403 role_refused',
        ),
      )
    })
  })
})

const GONE = { name: 'Parti', role: 'admin', password: 'phare de Dunkerque, 1843' } as const
