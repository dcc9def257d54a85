import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declarationsOf } from '../access/declarations.ts'
import { accessMatrix } from '../access/matrix.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { serve } from '../server.ts'
import { createToken } from '../tokens.ts'

const CLAIMS: readonly Record<string, string>[] = [
  {},
  { 'X-Forwarded-Host': 'localhost', Forwarded: 'host=localhost' },
]
const LARGE = 'x'.repeat(70_000)

describe('the doors of every address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retombees-doors-'))
  let server: AppUnderTest
  let bearer: Record<string, string>
  /** Every route, by method and an address of it. */
  let routes: { method: string; path: string }[]
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Retombées</title>')
    writeFileSync(join(folder, 'assets/index-Ab12Cd34.js'), '1')
    server = appUnderTest({ dashboard: folder })
    const { token } = await createToken(server.home, { role: 'admin', label: 'essai' })
    bearer = { Authorization: `Bearer ${token}` }
    routes = accessMatrix(declarationsOf(server.app)).map(({ method, path }) => ({
      method,
      path: path.replaceAll(/:\w+/g, 'x'),
    }))
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  const ask = (path: string, init: RequestInit) => server.app.request(path, init)
  const named = (method: string, path: string) => `${method} ${path}`

  it('stay shut to a name that is not ours, as rebinding makes a browser send: routes, events, files and pages', async () => {
    const elsewhere = [
      '/',
      '/index.html',
      '/assets/index-Ab12Cd34.js',
      '/questions',
      '/api/v1/rien',
      '/metrics',
    ]
    const all = [...routes, ...elsewhere.map((path) => ({ method: 'GET', path }))]
    expect(all.some(({ path }) => path.includes('/uploads/x/ingest'))).toBe(true)
    const opened: string[] = []
    for (const { method, path } of all)
      for (const Host of [
        'attacker.example',
        'localhost.attacker.example:4747',
        '127.0.0.1.attacker.example',
        '',
      ])
        for (const more of CLAIMS) {
          const answer = await ask(path, { method, headers: { ...bearer, ...more, Host } })
          if (answer.status !== 421) opened.push(`${named(method, path)} ${Host} ${answer.status}`)
          expect(await answer.text()).not.toContain('<title>')
        }
    expect(opened).toEqual([])
  })

  it('let no large body through, whether its length is told or not, but where files are sent in', async () => {
    const unsafe = routes.filter(({ method, path }) => method !== 'GET' && path !== '/api/v1/uploads')
    expect(unsafe.length).toBeGreaterThan(15)
    const opened: string[] = []
    for (const { method, path } of unsafe)
      for (const told of [true, false]) {
        const answer = await ask(path, {
          method,
          headers: {
            ...bearer,
            'Content-Type': 'application/json',
            ...(told ? { 'Content-Length': String(LARGE.length) } : {}),
          },
          body: told ? LARGE : new Blob([LARGE]).stream(),
          duplex: 'half',
        } as RequestInit)
        if (answer.status !== 413) opened.push(`${named(method, path)} ${told} ${answer.status}`)
      }
    expect(opened).toEqual([])
  })

  it('tell nothing of the inside where something breaks: a problem, a number, no stack', async () => {
    const broken = appUnderTest()
    const { token } = await createToken(broken.home, { role: 'admin', label: 'essai' })
    writeFileSync(broken.home.current, 'ce que personne n’a écrit')
    let incidents = 0
    for (const { method, path } of routes) {
      const answer = await broken.app.request(path, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{"sql":"select 1","role":"funder"}' }),
      })
      const text = await answer.text()
      expect(`${named(method, path)} ${text}`).not.toMatch(
        /\bat \S+:\d+|node_modules|\.ts\b|\/src\/|SqliteError|ZodError/,
      )
      expect(text).not.toContain(broken.home.root)
      if (answer.status === 500) {
        incidents += 1
        expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
      }
    }
    expect(incidents).toBeGreaterThan(20)
    expect(broken.incidents).toHaveLength(incidents)
    await broken.close()
  })
})

describe('the limit on refused sign-ins', () => {
  it('counts the socket, whatever address a header claims', async () => {
    const home = mkdtempSync(join(tmpdir(), 'retombees-limit-'))
    const under = appUnderTest()
    const server = await serve({
      home: under.home,
      programmeFolder: home,
      mode: 'demo',
      secret: undefined,
      hosts: [],
      now: () => new Date(),
      host: '127.0.0.1',
      port: 0,
    })
    const statuses: number[] = []
    for (let attempt = 0; attempt < 52; attempt += 1) {
      const claimed = `192.0.2.${attempt}`
      const answer = await fetch(`${server.address}/api/v1/sign-in`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Origin: server.address,
          'X-Forwarded-For': claimed,
          'X-Real-IP': claimed,
          Forwarded: `for=${claimed}`,
        },
        body: JSON.stringify({ email: `personne-${attempt}`, password: 'peu importe' }),
      })
      statuses.push(answer.status)
    }
    expect(statuses.slice(0, 50).every((status) => status === 401)).toBe(true)
    expect(statuses.slice(50)).toEqual([429, 429])
    await server.close()
    await under.close()
    rmSync(home, { recursive: true })
  })
})
