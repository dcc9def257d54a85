import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
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

  it('are for the roles that run the service', async () => {
    expect((await server.get('/metrics')).status).toBe(401)
    expect((await server.getAs('funder', '/metrics')).status).toBe(403)
  })
})
