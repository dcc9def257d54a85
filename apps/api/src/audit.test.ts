import type { AuditLine } from '@retombees/contract/audit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordAudit } from './audit.ts'
import { type AppUnderTest, appUnderTest } from './fixtures/app-under-test.ts'
import { withStore } from './store/open-store.ts'
import { createToken } from './tokens.ts'

describe('the audit log', () => {
  let server: AppUnderTest
  beforeAll(() => {
    server = appUnderTest()
  })
  afterAll(() => server.close())
  const read = async (query = '') => {
    const answer = await server.getAs('admin', `/api/v1/audit${query}`)
    return ((await answer.json()) as { data: AuditLine[] }).data
  }

  it('tells who came, who was refused what, and which token did not stand, latest first', async () => {
    await server.getAs('funder', '/api/v1/loads/x/quarantine')
    await server.get('/api/v1/programme', { Authorization: 'Bearer rtb_invented' })
    const lines = await read()
    expect(lines.map(({ event, role, detail }) => [event, role, detail])).toEqual([
      ['signed-in', 'admin', 'démonstration'],
      ['token-refused', null, ''],
      ['access-refused', 'funder', 'GET /api/v1/loads/x/quarantine'],
      ['signed-in', 'funder', 'démonstration'],
    ])
  })

  it('keeps every access of an auditor', async () => {
    const { token } = await createToken(server.home, { role: 'auditor', label: 'contrôle' })
    await server.get('/api/v1/funding', { Authorization: `Bearer ${token}` })
    expect((await read())[0]).toMatchObject({ event: 'auditor-access', detail: 'GET /api/v1/funding' })
  })

  it('is read page by page, whole', async () => {
    await withStore(server.home.store, async (store) => {
      for (let line = 0; line < 450; line += 1)
        await recordAudit(store, new Date(), { event: 'signed-out', who: 'x', detail: String(line) })
    })
    const seen: number[] = []
    for (let lines = await read(); lines.length > 0; lines = await read(`?before=${seen.at(-1)}`))
      seen.push(...lines.map((line) => line.id))
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at))
    expect(seen.length).toBeGreaterThan(450)
  })
})
