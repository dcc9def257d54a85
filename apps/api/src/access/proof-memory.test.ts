import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import type { Role } from '@retombees/contract/role'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AppUnderTest, appUnderTest, cookieHeader } from '../fixtures/app-under-test.ts'
import { createToken } from '../tokens.ts'
import { addUser } from '../users.ts'
import { createProofMemory } from './proof-memory.ts'

const run = promisify(execFile)
const LIBSQL = createRequire(import.meta.url).resolve('libsql')
const PASSWORD = 'phare de Dunkerque, 1843'
const DAY = 86_400_000
/** For those who mend rows: a funder, among others, is refused. */
const ASKED = '/api/v1/loads/un-chargement/quarantine'

describe('whoever has been recognised', () => {
  let server: AppUnderTest
  let passed = 0
  beforeEach(() => {
    passed = 0
    server = appUnderTest({
      mode: 'production',
      secret: randomBytes(32).toString('base64'),
      now: () => new Date(Date.now() + passed),
    })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await server.close()
  })

  /** Runs a statement in the store from another process, as a command in a terminal does. */
  const elsewhere = (sql: string) =>
    run(
      process.execPath,
      ['-e', `new (require(process.argv[1]))(process.argv[2]).exec(process.argv[3])`].concat(
        LIBSQL,
        server.home.store,
        sql,
      ),
    )

  const account = async (role: Role, more: { validUntil?: string } = {}) => {
    const email = `${role}@example.org`
    const { id } = await addUser(server.home, { email, name: 'Camille', role, password: PASSWORD, ...more })
    const Cookie = cookieHeader(await server.post('/api/v1/sign-in', { email, password: PASSWORD }))
    return { id, headers: { Cookie } }
  }
  /** A token of the steward's own, and the headers of a request that bears it. */
  const ownToken = async (cookie: { Cookie: string }) => {
    const expires = new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10)
    const made = await server.post(
      '/api/v1/account/tokens',
      { label: 'essai', expires },
      { ...cookie, Origin: 'http://localhost' },
    )
    const { data } = (await made.json()) as { data: { token: string; summary: { id: string } } }
    return { id: data.summary.id, headers: { Authorization: `Bearer ${data.token}` } }
  }
  /** What is answered; 503 stands for yes: nothing is published here. */
  const asks = async (headers: Record<string, string>) => (await server.get(ASKED, headers)).status
  const known = async (headers: Record<string, string>) => {
    for (const _ of [1, 2]) expect(await asks(headers)).toBe(503)
  }

  it.each([
    ['signed out', 'delete from session', 401],
    ['out of time', `update session set "expiresAt" = '2019-03-01T00:00:00.000Z'`, 401],
    ['closed', `update "user" set "disabledAt" = '2019-03-01T00:00:00.000Z'`, 401],
    ['past the end of a mission', `update "user" set "validUntil" = '2019-03-01T00:00:00.000Z'`, 401],
    ['given another role', `update "user" set role = 'funder'`, 403],
    ['given a password by somebody else', `update "user" set "firstPasswordUntil" = '2999-01-01'`, 403],
    ['removed', `pragma foreign_keys = on; delete from "user"`, 401],
  ])('by a session is refused at the next request when %s by another process', async (_, sql, status) => {
    const { headers } = await account('steward')
    await known(headers)
    await elsewhere(sql)
    expect(await asks(headers)).toBe(status)
  })

  it.each([
    ['revoked', `update token set revoked_at = '2019-03-01T00:00:00.000Z'`, 401],
    ['out of time', `update token set expires_at = '2019-03-01T00:00:00.000Z'`, 401],
    ['of somebody closed', `update "user" set "disabledAt" = '2019-03-01T00:00:00.000Z'`, 401],
    ['of somebody whose role no longer gives it', `update "user" set role = 'funder'`, 401],
    ['given another role', `update token set role = 'funder', owner = null`, 403],
    ['removed with its owner', `pragma foreign_keys = on; delete from "user"`, 401],
  ])('by a token is refused at the next request when it is %s by another process', async (_, sql, status) => {
    const { headers } = await account('steward')
    const token = await ownToken(headers)
    await known(token.headers)
    await elsewhere(sql)
    expect(await asks(token.headers)).toBe(status)
  })

  it('is refused at the next request after it was changed by this process', async () => {
    const admin = await account('admin')
    const { id, headers } = await account('steward')
    const [first, second] = [await ownToken(headers), await ownToken(headers)]
    const change = (method: string, path: string, by: { Cookie: string }, body: unknown = {}) =>
      server.app.request(path, {
        method,
        headers: { ...by, Origin: 'http://localhost', 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    for (const each of [headers, first.headers, second.headers]) await known(each)

    expect((await change('DELETE', `/api/v1/account/tokens/${first.id}`, headers)).status).toBe(200)
    expect(await asks(first.headers)).toBe(401)
    await known(second.headers)
    const closed = await change('PATCH', `/api/v1/accounts/${id}`, admin.headers, { disabled: true })
    expect(closed.status).toBe(200)
    expect([await asks(headers), await asks(second.headers)]).toEqual([401, 401])

    await known(admin.headers)
    expect((await change('POST', '/api/v1/sign-out', admin.headers)).status).toBe(200)
    expect(await asks(admin.headers)).toBe(401)
  })

  it('is refused once time is up, though nothing was written', async () => {
    const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10)
    const auditor = await account('auditor', { validUntil: tomorrow })
    const { token } = await createToken(server.home, { role: 'steward', label: 'essai', expiresAt: tomorrow })
    const bearer = { Authorization: `Bearer ${token}` }
    await known(auditor.headers)
    await known(bearer)
    passed = 2 * DAY
    expect([await asks(auditor.headers), await asks(bearer)]).toEqual([401, 401])
  })

  it('keeps a session open by using it, and loses one left alone for twelve hours', async () => {
    const { headers } = await account('steward')
    await known(headers)
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + DAY / 4)
    const renewed = await server.get(ASKED, headers)
    expect(renewed.headers.getSetCookie().join()).toContain('session_token')
    expect((await server.get(ASKED, headers)).headers.getSetCookie()).toEqual([])
    vi.setSystemTime(Date.now() + DAY / 3)
    await known(headers)
    vi.setSystemTime(Date.now() + DAY / 2 + 1000)
    expect(await asks(headers)).toBe(401)
  })
})

describe('the memory of proofs', () => {
  const always = { stands: () => true }

  it('asks once while the revision stands, and again when it has moved', async () => {
    let revision = 1
    let asked = 0
    const memory = createProofMemory<number>(() => revision)
    const ask = () => memory.remember('a', async () => ({ ...always, value: ++asked }))
    expect([await ask(), await ask()]).toEqual([1, 1])
    revision = 2
    expect([await ask(), await ask()]).toEqual([2, 2])
  })

  it('does not keep what was verified while the revision moved', async () => {
    let revision = 1
    let asked = 0
    const memory = createProofMemory<number>(() => revision)
    const ask = () =>
      memory.remember('a', async () => {
        asked += 1
        if (asked === 1) revision = 2
        return { ...always, value: asked }
      })
    expect([await ask(), await ask(), await ask()]).toEqual([1, 2, 2])
  })

  it('never keeps a refusal', async () => {
    let asked = 0
    const memory = createProofMemory<number>(() => 1)
    const ask = () => memory.remember('a', async () => (++asked === 1 ? null : { ...always, value: asked }))
    expect([await ask(), await ask()]).toEqual([null, 2])
  })
})
