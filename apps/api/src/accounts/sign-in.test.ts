import { randomBytes } from 'node:crypto'
import { Role } from '@retombees/contract/role'
import { Session } from '@retombees/contract/session'
import { afterEach, describe, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest, cookieHeader } from '../fixtures/app-under-test.ts'
import { withStore } from '../store/open-store.ts'
import { addUser } from '../users.ts'

const secret = randomBytes(32).toString('base64')
const user = {
  email: 'direction@example.org',
  name: 'Une direction',
  role: 'director',
  scope: { centre: 'un-centre' },
  password: 'un mot de passe assez long',
} as const

describe('signing in', () => {
  let server: AppUnderTest
  afterEach(() => server.close())
  const production = (more: Parameters<typeof appUnderTest>[0] = {}) => {
    server = appUnderTest({ mode: 'production', secret, ...more })
    return server
  }
  const sessionOf = async (cookie: string) =>
    Session.parse(await (await server.get('/api/v1/session', { Cookie: cookie })).json())
  const signIn = (password: string, email: string = user.email) =>
    server.post('/api/v1/sign-in', { email, password })

  it('to the demo takes one click, for each role, as that role', async () => {
    server = appUnderTest()
    for (const role of Role.options) {
      const { data, mode, demoRoles } = await sessionOf(await server.cookieOf(role))
      expect(data).toMatchObject({ role, via: 'session' })
      expect(mode).toBe('demo')
      expect(demoRoles).toEqual(Role.options)
    }
  })

  it('to the demo twice at once makes one account', async () => {
    server = appUnderTest()
    await Promise.all([1, 2, 3].map(() => server.post('/api/v1/demo/sign-in', { role: 'funder' })))
    await withStore(server.home.store, async ({ db }) => {
      expect(await db.selectFrom('user').select('id').execute()).toHaveLength(1)
      expect(await db.selectFrom('account').select('id').execute()).toHaveLength(0)
    })
  })

  it('to the demo is not found in production, where its accounts and sessions are gone', async () => {
    const demo = appUnderTest()
    const cookie = await demo.cookieOf('admin')
    server = appUnderTest({ mode: 'production', secret, from: demo.home.root })
    await demo.close()
    expect((await server.post('/api/v1/demo/sign-in', { role: 'admin' })).status).toBe(404)
    expect(await sessionOf(cookie)).toMatchObject({ data: null, mode: 'production', demoRoles: [] })
    await withStore(server.home.store, async ({ db }) => {
      expect(await db.selectFrom('user').select('id').execute()).toEqual([])
    })
  })

  it('with a password opens a session that the cookie alone carries, and signing out ends it', async () => {
    await addUser(production().home, user)
    const answer = await signIn(user.password)
    expect(answer.status).toBe(200)
    expect(await answer.clone().text()).not.toMatch(/token/i)
    const cookie = cookieHeader(answer)
    expect((await sessionOf(cookie)).data).toMatchObject({
      name: 'Une direction',
      role: 'director',
      scope: { centre: 'un-centre' },
    })
    const out = await server.post('/api/v1/sign-out', {}, { Cookie: cookie, Origin: 'http://localhost' })
    expect(out.status).toBe(200)
    expect((await sessionOf(cookie)).data).toBeNull()
  })

  it('sets a cookie that no script reads and no other site sends; for https alone when the server has a public name', async () => {
    await addUser(production().home, user)
    const [local] = (await signIn(user.password)).headers.getSetCookie()
    expect(local).toMatch(/HttpOnly/)
    expect(local).toMatch(/SameSite=Lax/)
    expect(local).not.toMatch(/Secure/)
    await server.close()
    await addUser(production({ hosts: ['retombees.example.org'] }).home, user)
    const [named] = (await signIn(user.password)).headers.getSetCookie()
    expect(named).toMatch(/^__Secure-retombees\.session_token=.*; Secure/)
    expect(named).toMatch(/HttpOnly/)
  })

  it('answers a wrong password and an unknown address the same', async () => {
    await addUser(production().home, user)
    const wrong = await signIn('un autre mot de passe')
    const unknown = await signIn('un autre mot de passe', 'personne@example.org')
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toEqual(await unknown.json())
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  it('locks an account after five refusals, for the right password too, whatever address is claimed', async () => {
    let now = new Date()
    await addUser(production({ now: () => now }).home, user)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const forged = { 'X-Forwarded-For': `192.0.2.${attempt}` }
      const answer = await server.post('/api/v1/sign-in', { email: user.email, password: 'non' }, forged)
      expect(answer.status).toBe(401)
    }
    const locked = await signIn(user.password)
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800)
    now = new Date(now.getTime() + 16 * 60_000)
    expect((await signIn(user.password)).status).toBe(200)
  })

  it('is refused to an account whose mission is over, and its open session ends', async () => {
    let now = new Date()
    const validUntil = new Date(now.getTime() + 3_600_000).toISOString()
    await addUser(production({ now: () => now }).home, { ...user, role: 'auditor', validUntil })
    const cookie = cookieHeader(await signIn(user.password))
    expect((await sessionOf(cookie)).data?.role).toBe('auditor')
    now = new Date(now.getTime() + 7_200_000)
    expect((await sessionOf(cookie)).data).toBeNull()
    expect((await signIn(user.password)).status).toBe(401)
  })

  it('is not something that one can register for: nothing of the library is mounted', async () => {
    production()
    for (const path of [
      '/api/auth/sign-up/email',
      '/api/v1/sign-up',
      '/api/auth/sign-in/email',
      '/api/auth/ok',
    ])
      expect((await server.post(path, { ...user })).status).toBe(404)
  })

  it('refuses a cookie that was signed with another secret', async () => {
    const other = appUnderTest({ mode: 'production', secret: randomBytes(32).toString('base64') })
    await addUser(other.home, user)
    const foreign = cookieHeader(await other.post('/api/v1/sign-in', CREDENTIALS))
    server = appUnderTest({ mode: 'production', secret, from: other.home.root })
    await other.close()
    expect((await sessionOf(foreign)).data).toBeNull()
  })

  it('leaves a trace of who came, who was refused and who left', async () => {
    await addUser(production().home, user)
    await signIn('non et non')
    const cookie = cookieHeader(await signIn(user.password))
    await server.post('/api/v1/sign-out', {}, { Cookie: cookie, Origin: 'http://localhost' })
    await withStore(server.home.store, async ({ db }) => {
      const trace = await db.selectFrom('audit').select('event').execute()
      expect(trace.map((line) => line.event)).toEqual([
        'account-created',
        'sign-in-refused',
        'signed-in',
        'signed-out',
      ])
    })
  })
})

const CREDENTIALS = { email: user.email, password: user.password }
