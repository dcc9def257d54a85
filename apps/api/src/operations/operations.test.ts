import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { readExposition } from '../fixtures/exposition.ts'
import type { RequestLine } from './request-log.ts'

let server: AppUnderTest
const lines: RequestLine[] = []

beforeAll(() => {
  server = appUnderTest({ requests: (line) => lines.push(line) })
})
afterAll(() => server?.close())

describe('the request log', () => {
  it('says the route, the status and the role of each request, and nothing of what was looked for', async () => {
    await server.getAs('funder', '/api/v1/indicators/un-secret?search=Dupont')
    await server.get('/une-page')
    await server.get('/api/v1/nulle-part/Dupont')
    const said = lines.slice(-3)
    expect(said.map(({ route, status, role, via }) => [route, status, role, via])).toEqual([
      ['/api/v1/indicators/:id', 400, 'funder', 'session'],
      ['(autre)', 404, null, null],
      ['(autre)', 404, null, null],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/Dupont|un-secret/)
    expect(said.every(({ milliseconds }) => milliseconds >= 0)).toBe(true)
  })
})

describe('the metrics', () => {
  it('count the requests by route and status, and say that nothing is published', async () => {
    await server.get('/api/v1/health')
    const answer = await server.getAs('admin', '/metrics')
    expect(answer.headers.get('content-type')).toContain('text/plain')
    const text = await answer.text()
    expect(text).toMatch(
      /retombees_request_seconds_count\{method="GET",route="\/api\/v1\/health",status="200"\} 1\n/,
    )
    expect(text).toMatch(/retombees_published\{snapshot="",version="[^"]+"\} 0\n/)
    expect(text).toContain('process_cpu_user_seconds_total')
    expect(text).not.toMatch(/^retombees_snapshot_age_seconds /m)
  })

  it('keep every rule of the text format, whatever was asked and however often', async () => {
    for (const path of [
      '/api/v1/health',
      '/api/v1/questions',
      '/api/v1/nulle-part/"guillemets\\',
      '/une-page',
    ])
      await server.get(path)
    const families = readExposition(await (await server.getAs('steward', '/metrics')).text())
    const own = families.filter(({ name }) => name.startsWith('retombees_'))
    expect(own.map(({ name, type }) => [name, type])).toEqual([
      ['retombees_request_seconds', 'histogram'],
      ['retombees_snapshot_age_seconds', 'gauge'],
      ['retombees_published', 'gauge'],
      ['retombees_programme_changed', 'gauge'],
    ])
    for (const { name, help, samples } of own) {
      expect(help, name).not.toBe('')
      // No series grows with what people look for: a route is the one that is declared.
      for (const { labels } of samples) expect(labels.route ?? '').not.toMatch(/nulle-part|une-page/)
    }
    const routes = own[0]?.samples.map(({ labels }) => labels.route)
    expect(routes).toContain('(autre)')
  })

  it.each([
    ['# TYPE a counter\na 1', 'does not end'],
    ['# TYPE a counter\na 1\na 2\n', 'twice'],
    ['# TYPE a counter\n# TYPE b counter\nb 1\na 1\n', 'outside its metric'],
    ['# TYPE a counter\na{b="c" 1\n', 'outside its metric|labels'],
    ['# TYPE a counter\na x\n', 'not a number'],
    ['# TYPE a thing\n', 'no such type'],
    ['# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n', 'fall'],
    ['# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n', 'no \\+Inf'],
  ])('and the rules catch what breaks them (%j)', (text, rule) => {
    expect(() => readExposition(text)).toThrow(new RegExp(rule))
  })

  it('are for the roles that run the service', async () => {
    expect((await server.get('/metrics')).status).toBe(401)
    expect((await server.getAs('funder', '/metrics')).status).toBe(403)
  })
})
