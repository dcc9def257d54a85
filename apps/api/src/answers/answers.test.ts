import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Role } from '@retombees/contract/role'
import { Health } from '@retombees/contract/snapshot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { publishWithout } from '../../../../tests/support/publish-again.ts'
import { CSC, type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { declarationKey } from '../access/declarations.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { EXAMPLES } from '../fixtures/examples.ts'
import { withStore } from '../store/open-store.ts'
import { createToken } from '../tokens.ts'

const Answer = z.object({ snapshot: z.object({ id: z.string(), face: z.string() }), data: z.unknown() })

describe('answers from what is published', () => {
  let published: PublishedHome
  let server: AppUnderTest
  beforeAll(async () => {
    published = await publishedHome()
    server = appUnderTest({ from: published.home.root })
  })
  afterAll(async () => {
    await server?.close()
    published?.remove()
  })

  it('are what the OpenAPI document promises, to the last key', async () => {
    let checked = 0
    for (const definition of server.app.openAPIRegistry.definitions) {
      if (definition.type !== 'route' || definition.route.method !== 'get') continue
      const { path, responses } = definition.route
      // Files, and a way out to the identity provider, are no JSON.
      if (/\/exports\/|^\/metrics$|\/oidc\//.test(path)) continue
      const ok = responses[200]
      const content = ok && 'content' in ok ? ok.content?.['application/json'] : undefined
      const schema = content && 'schema' in content ? content.schema : undefined
      if (!(schema instanceof z.ZodType)) throw new Error(`${path} has no schema`)
      const key = declarationKey({ method: 'GET', path: path.replaceAll(/\{(.+?)\}/g, ':$1') })
      const example = await EXAMPLES[key]?.(server)
      if (!example) throw new Error(`${key} has no example`)
      if ('answers' in example && example.answers !== undefined) continue
      const who = z.union([z.literal('anybody'), z.array(Role)]).parse(definition.route['x-who'])
      const role = who === 'anybody' || who.includes('evaluator') ? 'evaluator' : (who[0] ?? 'admin')
      const answer = await server.getAs(role, example.path)
      const body: unknown = await answer.json()
      expect({ path, body: schema.parse(body) }).toEqual({ path, body })
      checked += 1
    }
    expect(checked).toBeGreaterThan(10)
  })

  it('come from the face of the viewer’s role, and of no other', async () => {
    for (const [role, face] of [
      ['evaluator', 'internal'],
      ['analyst', 'analyst'],
      ['director', 'published'],
      ['funder', 'published'],
    ] as const) {
      const answer = Answer.parse(await (await server.getAs(role, '/api/v1/indicators')).json())
      expect(answer.snapshot.face).toBe(face)
    }
  })

  it('are the same bytes with the same tag until something changes, and 304 to whoever has them', async () => {
    const first = await server.getAs('evaluator', '/api/v1/questions')
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]+"$/)
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    expect(first.headers.get('vary')).toContain('Cookie')
    const again = await server.getAs('evaluator', '/api/v1/questions', { 'If-None-Match': tag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('etag')).toBe(tag)
    const asked = await Promise.all([1, 2, 3].map(() => server.getAs('evaluator', '/api/v1/questions')))
    const text = await first.text()
    for (const answer of asked) expect(await answer.text()).toBe(text)
  })

  it('have another tag for another role, language, question or order of columns, not for another spelling of the same', async () => {
    const tagOf = async (role: 'evaluator' | 'funder' | 'steward', path: string, language = 'fr') =>
      (await server.getAs(role, path, { 'Accept-Language': language })).headers.get('etag')
    const grid = '/api/v1/partners?territory=croissant-sud&sort=-mean'
    const tags = [
      await tagOf('evaluator', grid),
      await tagOf('steward', grid),
      await tagOf('funder', grid),
      await tagOf('evaluator', grid, 'en'),
      await tagOf('evaluator', '/api/v1/partners?territory=croissant-sud'),
      await tagOf('evaluator', '/api/v1/partners?territory=versant-nord-est&sort=-mean'),
    ]
    expect(new Set(tags).size).toBe(tags.length)
    expect(await tagOf('evaluator', '/api/v1/partners?sort=-mean&search=&territory=croissant-sud')).toBe(
      tags[0],
    )
  })

  it('bear the same headers and bytes however often they are asked for, and are never taken for another’s', async () => {
    const path = '/api/v1/indicators?by=territory'
    const whole = async (headers: Record<string, string>) => {
      const answer = await server.get(path, headers)
      return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }
    }
    const askers: Record<string, string>[] = []
    for (const role of ['evaluator', 'analyst', 'funder'] as const)
      askers.push({ Cookie: await server.cookieOf(role) })
    for (const centre of ['echo', 'virolois']) {
      const asked = { role: 'director', scope: { centre }, label: centre } as const
      askers.push({ Authorization: `Bearer ${(await createToken(server.home, asked)).token}` })
    }
    const [first = {}] = askers
    askers.push({ ...first, 'Accept-Language': 'en' })
    const before = []
    for (const asker of askers) before.push(await whole(asker))
    const after = []
    for (const asker of askers) after.push(await whole(asker))
    expect(after).toEqual(before)
    expect(new Set(before.map(({ headers }) => headers.etag)).size).toBe(askers.length)
    for (const { status, headers } of after) {
      expect(status).toBe(200)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
    }
    expect((await server.get(path)).status).toBe(401)
  })

  it('are noted each time an auditor asks, however often the same', async () => {
    const asked = { role: 'auditor', label: 'contrôle' } as const
    const { id, token } = await createToken(server.home, asked)
    for (const _ of [1, 2, 3]) await server.get('/api/v1/funding', { Authorization: `Bearer ${token}` })
    const noted = await withStore(server.home.store, ({ db }) =>
      db.selectFrom('audit').select('detail').where('who', '=', id).execute(),
    )
    expect(noted.map(({ detail }) => detail)).toEqual(Array(3).fill('GET /api/v1/funding'))
  })

  it('follow the language where the programme is bilingual', async () => {
    const french = await (await server.getAs('funder', '/api/v1/programme')).text()
    const english = await (
      await server.getAs('funder', '/api/v1/programme', { 'Accept-Language': 'en' })
    ).text()
    expect(english).not.toBe(french)
  })

  it.each([
    ['/api/v1/indicators/no-such-indicator', 404],
    ['/api/v1/indicators/no-such-indicator/lineage', 404],
    ['/api/v1/surveys/nobody-asked/tables?rows=q4a', 404],
    ['/api/v1/surveys/staff-2018/tables?rows=q99', 404],
    ['/api/v1/surveys/staff-2018/tables', 400],
    ['/api/v1/surveys/staff-2018/lineage?item=q4-needs&territory=nowhere', 404],
    ['/api/v1/funding/lineage?funder=nobody', 404],
    ['/api/v1/funding/lineage?year=soon', 400],
    ['/api/v1/partners/lineage?load=none&row=1', 404],
    ['/api/v1/partners/lineage?load=none&row=-1', 400],
    ['/api/v1/partners?teritory=croissant-sud', 400],
    ['/api/v1/partners?page=0', 400],
    ['/api/v1/partners?territory=croissant-sud&territory=versant-nord-est', 400],
    ['/api/v1/loads/no-such-load/quarantine', 404],
    ['/api/v1/indicators?face=internal', 400],
  ])('to %s is a problem: %i', async (path, status) => {
    const answer = await server.getAs('evaluator', path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(server.incidents).toEqual([])
  })
})

describe('a new publication', () => {
  it('is served without a restart, under new tags', async () => {
    const published = await publishedHome()
    const server = appUnderTest({ home: published.home })
    const before = await server.getAs('evaluator', '/api/v1/funding')
    const tag = before.headers.get('etag') ?? ''
    const gone = await publishWithout(published, /financements.*croissant-sud/)
    const after = await server.getAs('evaluator', '/api/v1/funding', { 'If-None-Match': tag })
    expect(after.status).toBe(200)
    expect(after.headers.get('etag')).not.toBe(tag)
    expect(Answer.parse(await after.clone().json()).snapshot.id).not.toBe(
      Answer.parse(await before.json()).snapshot.id,
    )
    expect(await after.text()).not.toContain(gone)
    await server.close()
    published.remove()
  })

  it('is what it takes for a changed definition to show; until then health says that it changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'retombees-programme-'))
    cpSync(CSC, folder, { recursive: true })
    const published = await publishedHome(folder)
    let now = new Date()
    const server = appUnderTest({ home: published.home, programmeFolder: folder, now: () => now })
    const health = async () => Health.parse(await (await server.get('/api/v1/health')).json())
    expect(await health()).toMatchObject({ status: 'ok', programmeChanged: false })
    expect((await health()).snapshot?.face).toBe('published')
    const before = await (await server.getAs('evaluator', '/api/v1/programme')).text()
    appendFileSync(join(folder, 'programme.yaml'), '\n# une note\n')
    now = new Date(now.getTime() + 1000)
    expect(await health()).toMatchObject({ status: 'ok', programmeChanged: true })
    expect(await (await server.getAs('evaluator', '/api/v1/programme')).text()).toBe(before)
    await server.close()
    published.remove()
    rmSync(folder, { recursive: true })
  })
})
