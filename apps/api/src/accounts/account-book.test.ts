import { randomBytes } from 'node:crypto'
import { AccountSummary, CreatedToken, TokenSummary } from '@retombees/contract/account'
import { afterEach, describe, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest, cookieHeader } from '../fixtures/app-under-test.ts'
import { tomorrow } from '../fixtures/examples.ts'
import { withStore } from '../store/open-store.ts'
import { addUser } from '../users.ts'

const Origin = 'http://localhost'
const PASSWORD = 'phare de Dunkerque, 1843'
const NEXT = 'beffroi d’Armentières, 66 m'

describe('accounts, kept by an administrator', () => {
  let server: AppUnderTest
  let now = new Date()
  afterEach(async () => {
    await server.close()
    now = new Date()
  })
  const open = async () => {
    server = appUnderTest({
      mode: 'production',
      secret: randomBytes(32).toString('base64'),
      now: () => now,
    })
    const admin = { email: 'admin@example.org', name: 'Claude', role: 'admin', password: PASSWORD } as const
    const { id } = await addUser(server.home, admin)
    return { id, Cookie: await enter(admin.email, PASSWORD) }
  }
  const enter = async (email: string, password: string) => {
    const answer = await server.post('/api/v1/sign-in', { email, password })
    expect(answer.status).toBe(200)
    return cookieHeader(answer)
  }
  const ask = async (method: string, path: string, Cookie: string, body?: unknown) => {
    const answer = await server.app.request(`/api/v1${path}`, {
      method,
      headers: { Cookie, Origin, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const json = (await answer.json()) as { data: never; code?: string; detail?: string }
    return { status: answer.status, json, cookie: cookieHeader(answer) }
  }
  const create = async (Cookie: string, more: Record<string, unknown> = {}) => {
    const wanted = { email: 'dominique@example.org', name: 'Dominique', role: 'evaluator', ...more }
    const { status, json } = await ask('POST', '/accounts', Cookie, wanted)
    expect(status, JSON.stringify(json)).toBe(200)
    return json.data as { account: AccountSummary; firstPassword: string }
  }

  it('come with a first password, told once, that opens nothing but its own change', async () => {
    const { Cookie } = await open()
    const { account, firstPassword } = await create(Cookie)
    expect(AccountSummary.parse(account)).toMatchObject({ role: 'evaluator', signsInBy: 'password' })
    const list = await ask('GET', '/accounts', Cookie)
    expect(JSON.stringify(list.json)).not.toContain(firstPassword)
    const first = await enter(account.email, firstPassword)
    expect((await ask('GET', '/indicators', first)).json.code).toBe('password_change_needed')
    expect((await ask('GET', '/session', first)).json).toMatchObject({ passwordToChange: true })
    const changed = await ask('POST', '/account/password', first, { current: firstPassword, next: NEXT })
    expect(changed.status, JSON.stringify(changed.json)).toBe(200)
    expect((await ask('GET', '/indicators', changed.cookie)).json.code).toBe('nothing_published')
    expect((await ask('GET', '/account', first)).status).toBe(401)
    await enter(account.email, NEXT)
  })

  it('let a first password lapse after a week', async () => {
    const { Cookie } = await open()
    const { account, firstPassword } = await create(Cookie)
    now = new Date(now.getTime() + 8 * 86_400_000)
    const late = await server.post('/api/v1/sign-in', { email: account.email, password: firstPassword })
    expect(late.status).toBe(401)
  })

  it('are closed at once: the session ends, the password no longer opens, the tokens neither', async () => {
    const { Cookie } = await open()
    const { account, firstPassword } = await create(Cookie)
    const first = await enter(account.email, firstPassword)
    const { cookie } = await ask('POST', '/account/password', first, { current: firstPassword, next: NEXT })
    const made = await ask('POST', '/account/tokens', cookie, { label: 'script', expires: tomorrow() })
    const { token } = CreatedToken.parse(made.json.data)
    const bearer = () => server.get('/api/v1/indicators', { Authorization: `Bearer ${token}` })
    expect((await bearer()).status).toBe(503)
    expect((await ask('PATCH', `/accounts/${account.id}`, Cookie, { disabled: true })).status).toBe(200)
    expect((await bearer()).status).toBe(401)
    expect((await ask('GET', '/account', cookie)).status).toBe(401)
    const again = await server.post('/api/v1/sign-in', { email: account.email, password: NEXT })
    expect(again.status).toBe(401)
    await ask('PATCH', `/accounts/${account.id}`, Cookie, { disabled: false })
    expect((await bearer()).status).toBe(503)
  })

  it('that lose a role are signed out, and a token for the role they had opens nothing', async () => {
    const { Cookie } = await open()
    await create(Cookie)
    const { account, firstPassword } = await create(Cookie, { email: 'b@example.org', role: 'steward' })
    const first = await enter(account.email, firstPassword)
    const { cookie } = await ask('POST', '/account/password', first, { current: firstPassword, next: NEXT })
    const body = { label: 'dépôt', expires: tomorrow() }
    const { token } = CreatedToken.parse((await ask('POST', '/account/tokens', cookie, body)).json.data)
    await ask('PATCH', `/accounts/${account.id}`, Cookie, { role: 'funder' })
    expect((await server.get('/api/v1/loads', { Authorization: `Bearer ${token}` })).status).toBe(401)
    expect((await ask('GET', '/account', cookie)).status).toBe(401)
  })

  it('are not closed by their own administrator, who would be shut out', async () => {
    const { Cookie, id } = await open()
    for (const body of [{ disabled: true }, { role: 'funder' }, { validUntil: tomorrow() }])
      expect((await ask('PATCH', `/accounts/${id}`, Cookie, body)).json.code).toBe('own_account')
  })

  it('need an end for a mission of control, a scope for a director, an address of their own', async () => {
    const { Cookie } = await open()
    const wanted = { email: 'x@example.org', name: 'X' }
    const refused = async (more: Record<string, unknown>) =>
      (await ask('POST', '/accounts', Cookie, { ...wanted, ...more })).json.code
    expect(await refused({ role: 'auditor' })).toBe('mission_without_end')
    expect(await refused({ role: 'auditor', validUntil: '2019-03-01' })).toBe('day_past')
    expect(await refused({ role: 'director' })).toBe('scope_needed')
    expect(await refused({ role: 'funder', email: 'ADMIN@example.org' })).toBe('email_taken')
    expect(await refused({ role: 'funder', email: 'personne' })).toBe('invalid_email')
    expect(await refused({ role: 'roi' })).toBe('invalid_request')
  })

  it('leave a trace of who did what', async () => {
    const { Cookie, id } = await open()
    const { account } = await create(Cookie)
    await ask('POST', `/accounts/${account.id}/first-password`, Cookie)
    await ask('PATCH', `/accounts/${account.id}`, Cookie, { role: 'funder' })
    const { json } = await ask('GET', '/audit', Cookie)
    const lines = json.data as { event: string; who: string; detail: string }[]
    const own = lines.filter((line) => line.who === id).map((line) => line.event)
    expect(own).toEqual(['account-changed', 'password-given', 'account-created', 'signed-in'])
  })

  it('made by the administrator of the demo go with the demo', async () => {
    const demo = appUnderTest()
    const cookie = await demo.cookieOf('admin')
    const answer = await demo.post(
      '/api/v1/accounts',
      { email: 'porte@example.org', name: 'Dérobée', role: 'admin' },
      { Cookie: cookie, Origin },
    )
    const { firstPassword } = ((await answer.json()) as { data: { firstPassword: string } }).data
    const { token } = (
      (await (
        await demo.post(
          '/api/v1/account/tokens',
          { label: 'x', expires: tomorrow() },
          { Cookie: cookie, Origin },
        )
      ).json()) as { data: { token: string } }
    ).data
    server = appUnderTest({
      mode: 'production',
      secret: randomBytes(32).toString('base64'),
      from: demo.home.root,
    })
    await demo.close()
    const entered = await server.post('/api/v1/sign-in', {
      email: 'porte@example.org',
      password: firstPassword,
    })
    expect(entered.status).toBe(401)
    expect((await server.get('/api/v1/audit', { Authorization: `Bearer ${token}` })).status).toBe(401)
  })

  describe('a token somebody makes for themselves', () => {
    it('is told once, and listed with its last use and without what opens it', async () => {
      const { Cookie, id } = await open()
      const made = await ask('POST', '/account/tokens', Cookie, { label: 'tableur', expires: tomorrow() })
      const { token, summary } = CreatedToken.parse(made.json.data)
      expect(summary).toMatchObject({ label: 'tableur', role: 'admin', owner: id, lastUsedAt: null })
      await server.get('/api/v1/audit', { Authorization: `Bearer ${token}` })
      const list = await ask('GET', '/account/tokens', Cookie)
      const [listed] = TokenSummary.array().parse(list.json.data)
      expect(listed?.lastUsedAt).not.toBeNull()
      expect(JSON.stringify(list.json)).not.toContain(token)
      await withStore(server.home.store, async ({ db }) => {
        expect(JSON.stringify(await db.selectFrom('token').selectAll().execute())).not.toContain(token)
      })
      expect((await ask('DELETE', `/account/tokens/${summary.id}`, Cookie)).status).toBe(200)
      expect((await server.get('/api/v1/audit', { Authorization: `Bearer ${token}` })).status).toBe(401)
    })

    it('opens no more than its owner, and is nobody else’s to revoke but the administrator’s', async () => {
      const { Cookie } = await open()
      const { account, firstPassword } = await create(Cookie)
      const first = await enter(account.email, firstPassword)
      const { cookie } = await ask('POST', '/account/password', first, { current: firstPassword, next: NEXT })
      const asked = { label: 'x', expires: tomorrow() }
      const above = await ask('POST', '/account/tokens', cookie, { ...asked, role: 'admin' })
      expect(above.json.code).toBe('role_above')
      const mine = CreatedToken.parse(
        (await ask('POST', '/account/tokens', cookie, { ...asked, role: 'funder' })).json.data,
      ).summary
      const theirs = CreatedToken.parse(
        (await ask('POST', '/account/tokens', Cookie, asked)).json.data,
      ).summary
      expect((await ask('DELETE', `/account/tokens/${theirs.id}`, cookie)).status).toBe(404)
      expect((await ask('DELETE', `/tokens/${theirs.id}`, cookie)).status).toBe(403)
      expect((await ask('DELETE', `/tokens/${mine.id}`, Cookie)).status).toBe(200)
    })

    it('makes no other: that is for a person', async () => {
      const { Cookie } = await open()
      const made = await ask('POST', '/account/tokens', Cookie, { label: 'x', expires: tomorrow() })
      const { token } = CreatedToken.parse(made.json.data)
      const again = await server.post(
        '/api/v1/account/tokens',
        { label: 'y', expires: tomorrow() },
        { Authorization: `Bearer ${token}` },
      )
      expect(await again.json()).toMatchObject({ status: 403, code: 'person_needed' })
    })
  })

  describe('a password of one’s own', () => {
    it('is refused in French when it is easy to guess, and stays what it was', async () => {
      const { Cookie } = await open()
      const change = (next: string) => ask('POST', '/account/password', Cookie, { current: PASSWORD, next })
      expect((await change('court')).json.detail).toMatch(/5 caractères trouvés/)
      for (const next of ['motdepasse123', 'azertyuiop123', 'Retombees2026!', 'aaaaaaaaaaaaaaaa'])
        expect((await change(next)).json.code, next).toBe('weak_password')
      expect((await change('admin@example.org')).json.detail).toMatch(/facile à deviner/)
      expect((await change(PASSWORD)).json.code).toBe('weak_password')
      await enter('admin@example.org', PASSWORD)
    })

    it('is not guessed through an open session: five wrong ones lock the account', async () => {
      const { Cookie } = await open()
      const wrong = { current: 'ce n’est pas ça', next: NEXT }
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await ask('POST', '/account/password', Cookie, wrong)).json.code).toBe('wrong_password')
      const right = { current: PASSWORD, next: NEXT }
      expect((await ask('POST', '/account/password', Cookie, right)).status).toBe(429)
    })
  })
})
