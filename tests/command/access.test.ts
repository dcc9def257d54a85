import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@retombees/api/server'
import { openHome } from '@retombees/warehouse/home'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC, ROOT } from '../support/published-home.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-access-'))
const env = { RETOMBEES_HOME: folder, RETOMBEES_PROGRAMME: CSC }
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  await retombees(['ingest', join(CSC, 'published')], env)
  server = await serve({
    home: openHome(folder),
    programmeFolder: CSC,
    mode: 'production',
    secret: randomBytes(32).toString('base64'),
    hosts: [],
    now: () => new Date(),
    host: '127.0.0.1',
    port: 0,
  })
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path: string, token?: string) =>
  fetch(`${server.address}/api/v1${path}`, token ? { headers: { Authorization: `Bearer ${token}` } } : {})

it('a token made at the terminal opens the API to its role, and no longer once revoked', async () => {
  expect((await ask('/indicators')).status).toBe(401)
  const made = await retombees(['token', 'create', '--role', 'funder', '--label', 'essai'], env)
  expect(made.code, made.err).toBe(0)
  const token = made.out.trim()
  expect((await ask('/indicators', token)).status).toBe(200)
  expect((await ask('/loads/000001/quarantine', token)).status).toBe(403)
  const id = /Jeton (\S+),/.exec(made.err)?.[1] ?? ''
  expect((await retombees(['token', 'revoke', id], env)).code).toBe(0)
  expect((await ask('/indicators', token)).status).toBe(401)
  expect((await retombees(['token', 'revoke', id], env)).code).toBe(1)
})

it('an account made at the terminal signs in with its password, and no demo button is left', async () => {
  const password = 'phare-de-dunkerque-1843'
  const user = ['user', 'add', 'camille@example.org', '--name', 'Camille', '--role', 'evaluator']
  const made = await retombees(user, env, `${password}\n`)
  expect(made.code, made.err).toBe(0)
  expect(made.out).not.toContain(password)
  const signIn = (body: unknown, path = 'sign-in') =>
    fetch(`${server.address}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.address },
      body: JSON.stringify(body),
    })
  expect((await signIn({ email: 'camille@example.org', password: 'autre-chose-123' })).status).toBe(401)
  expect((await signIn({ email: 'camille@example.org', password })).status).toBe(200)
  expect((await signIn({ role: 'admin' }, 'demo/sign-in')).status).toBe(404)
  expect((await retombees(user, env, `${password}\n`)).code).toBe(1)
})

it('production refuses to start without a secret, in French, and with a weak one', async () => {
  const none = await retombees(['serve'], { ...env, PORT: '0' })
  expect(none.code).toBe(1)
  expect(none.err).toMatch(/RETOMBEES_SECRET/)
  expect((await retombees(['serve'], { ...env, PORT: '0', RETOMBEES_SECRET: 'secret' })).code).toBe(1)
})

it('a port that is taken is said in words, with what to do', async () => {
  const taken = new URL(server.address).port
  const refused = await retombees(['serve', '--demo'], { ...env, PORT: taken })
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(new RegExp(`${taken} est déjà pris`))
})

it('a mission of control has an end, and a day that is none is refused', async () => {
  const auditor = ['user', 'add', 'controle@example.org', '--name', 'Contrôle', '--role', 'auditor']
  for (const until of [[], ['--until', '31/12/2020'], ['--until', '2026-11-31'], ['--until', '2020-01-01']])
    expect((await retombees([...auditor, ...until], env, 'phare-de-dunkerque-1843\n')).code).toBe(2)
  expect((await retombees(['token', 'create', '--role', 'auditor'], env)).code).toBe(2)
})

it('the demo closes as soon as a file of the field is loaded, for those already in too', async () => {
  const home = openHome(join(folder, 'demo'))
  const own = { ...env, RETOMBEES_HOME: home.root }
  await retombees(['ingest', join(CSC, 'published')], own)
  const demo = await serve({
    home,
    programmeFolder: CSC,
    mode: 'demo',
    secret: undefined,
    hosts: [],
    now: () => new Date(),
    host: '127.0.0.1',
    port: 0,
  })
  const enter = () =>
    fetch(`${demo.address}/api/v1/demo/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: demo.address },
      body: JSON.stringify({ role: 'steward' }),
    })
  const entered = await enter()
  expect(entered.status).toBe(200)
  const Cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const field = join(ROOT, 'packages/ingest/golden-field/feuilles-presence/feuilles-presence.csv')
  expect((await retombees(['ingest', field], own)).code).toBe(0)
  expect((await enter()).status).toBe(403)
  expect((await fetch(`${demo.address}/api/v1/loads`, { headers: { Cookie } })).status).toBe(401)
  expect(statSync(home.root).mode & 0o077).toBe(0)
  await demo.close()
})

it('an account is listed, closed, opened again and given another role at the terminal, at once for a server at work', async () => {
  const [email, password] = ['alix@example.org', 'phare-de-dunkerque-1843']
  const user = (...words: string[]) => retombees(['user', ...words], env)
  await retombees(['user', 'add', email, '--name', 'Alix', '--role', 'evaluator'], env, `${password}\n`)
  const signIn = async () => {
    const answer = await fetch(`${server.address}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.address },
      body: JSON.stringify({ email, password }),
    })
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    return { status: answer.status, Cookie: cookies.join('; ') }
  }
  const status = async (Cookie: string) =>
    (await fetch(`${server.address}/api/v1/loads/000001/quarantine`, { headers: { Cookie } })).status
  const line = async () => (await user('list')).out.split('\n').find((each) => each.startsWith(email))

  const first = await signIn()
  expect(await status(first.Cookie)).not.toBe(401)
  expect(await line()).toMatch(/Alix\s+evaluator\s+password\s+ouvert\s+20/)
  expect((await user('disable', email)).out).toContain('compte fermé')
  expect([await status(first.Cookie), (await signIn()).status]).toEqual([401, 401])
  expect(await line()).toMatch(/fermé le 20/)

  expect((await user('enable', email)).code).toBe(0)
  const second = await signIn()
  expect(second.status).toBe(200)
  expect((await user('role', email, '--role', 'director')).err).toContain('centre ou à un territoire')
  expect((await user('role', email, '--role', 'director', '--centre', 'echo')).code).toBe(0)
  expect(await status(second.Cookie)).toBe(401)
  expect(await status((await signIn()).Cookie)).toBe(403)
  expect(await line()).toMatch(/director\s+echo/)

  const unknown = await user('disable', 'personne@example.org')
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('personne@example.org')])
})
