import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Health } from '@retombees/contract/snapshot'
import { openHome } from '@retombees/warehouse/home'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { type AppUnderTest, appUnderTest } from './fixtures/app-under-test.ts'

describe('an app over a home where nothing is published', () => {
  let server: AppUnderTest
  beforeAll(() => {
    server = appUnderTest()
  })
  afterAll(() => server.close())

  it('says so in its health, and to whoever asks for a page', async () => {
    expect(Health.parse(await (await server.get('/api/v1/health')).json())).toMatchObject({
      status: 'empty',
      snapshot: null,
    })
    const answer = await server.getAs('funder', '/api/v1/questions')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ code: 'nothing_published' })
  })

  it('answers to no other host than its own, on any address', async () => {
    for (const path of ['/', '/api/v1/health', '/api/v1/nothing']) {
      const answer = await server.get(path, { Host: 'attacker.example' })
      expect(answer.status).toBe(421)
      expect(await answer.json()).toMatchObject({ code: 'host_refused' })
    }
  })

  it('refuses a cross-origin JSON POST, and accepts the same from its own page', async () => {
    const post = (origin: string) =>
      server.post('/api/v1/demo/sign-in', { role: 'funder' }, { Origin: origin })
    expect((await post('https://attacker.example')).status).toBe(403)
    expect((await post('null')).status).toBe(403)
    expect((await post('http://localhost')).status).toBe(200)
  })

  it('protects every answer, problems and pages alike', async () => {
    for (const path of ['/', '/api/v1/health', '/api/v1/questions', '/api/openapi.json']) {
      const { headers } = await server.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/default-src 'none'; script-src 'self';/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy.match(/unsafe-inline/g)).toHaveLength(1)
      expect(policy).toContain("style-src 'self' 'unsafe-inline'")
      expect(policy).not.toContain('unsafe-eval')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('speaks of what is wrong in the language that is asked for', async () => {
    const french = await (await server.get('/api/v1/questions')).json()
    const english = await (await server.get('/api/v1/questions', { 'Accept-Language': 'en' })).json()
    expect(french).toMatchObject({ status: 401, title: 'Connexion nécessaire' })
    expect(english).toMatchObject({ status: 401, title: 'Sign-in required' })
  })

  it.each([
    ['a body that is not JSON', 'nope{', 'application/json', 400],
    ['a role that does not exist', '{"role":"queen"}', 'application/json', 400],
    ['a key too many', '{"role":"funder","admin":true}', 'application/json', 400],
    ['no body', '', 'application/json', 400],
    ['a form', 'role=funder', 'application/x-www-form-urlencoded', 415],
    ['too large a body', JSON.stringify({ role: 'x'.repeat(70_000) }), 'application/json', 413],
  ])('answers %s with a problem', async (_, body, type, status) => {
    const answer = await server.app.request('/api/v1/demo/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': type, 'Content-Length': String(body.length) },
      body,
    })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status })
  })

  it('gives a client an incident number and nothing of the error itself', async () => {
    const broken = appUnderTest()
    writeFileSync(broken.home.current, 'not what a writer writes')
    const answer = await broken.get('/api/v1/health')
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
    expect(broken.incidents).toHaveLength(1)
    expect(text).not.toContain((broken.incidents[0] as Error).message)
    expect(text).not.toMatch(/\bat \S+:\d+|node_modules/)
    await broken.close()
  })

  it('describes itself in OpenAPI 3.1, every address with whom it answers', async () => {
    const document = (await (await server.get('/api/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, { 'x-who': unknown }>>
    }
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/v1/indicators/{id}/lineage']?.get?.['x-who']).toContain('funder')
    for (const operations of Object.values(document.paths))
      for (const operation of Object.values(operations)) expect(operation['x-who']).toBeDefined()
  })
})

describe('production', () => {
  it('does not start on a missing or a weak secret, and leaves nothing behind', () => {
    const home = openHome(mkdtempSync(join(tmpdir(), 'retombees-api-')))
    const start = (secret: string | undefined) => () =>
      createApp({
        home,
        programmeFolder: '.',
        mode: 'production',
        secret,
        hosts: [],
        now: () => new Date(),
      })
    expect(start(undefined)).toThrow(/RETOMBEES_SECRET n’est pas défini/)
    expect(start('secret')).toThrow(/trop faible/)
    expect(existsSync(home.store)).toBe(false)
    rmSync(home.root, { recursive: true })
  })
})
