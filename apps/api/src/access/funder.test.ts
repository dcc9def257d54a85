import type { IndicatorResult } from '@retombees/contract/indicator'
import type { LoadSummary } from '@retombees/contract/load'
import type { PartnerGrid } from '@retombees/contract/partner'
import type { Role } from '@retombees/contract/role'
import type { SurveyTable } from '@retombees/contract/survey'
import { openReader } from '@retombees/warehouse/reader'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'

/** Something that only an internal reader holds: a run of words long enough not to appear by chance. */
const words = (text: string) => text.toLowerCase().replace(/[^\p{L}]+/gu, ' ')

const FORMATS = ['csv', 'json']

describe('what a funder or a director can reach', () => {
  let published: PublishedHome
  let server: AppUnderTest
  let paths: string[]
  let verbatims: string[]

  beforeAll(async () => {
    published = await publishedHome()
    server = appUnderTest({ from: published.home.root })
    verbatims = await readVerbatims()
    paths = await everyPath()
  })
  afterAll(async () => {
    await server?.close()
    published?.remove()
  })

  async function readVerbatims(): Promise<string[]> {
    const reader = await openReader(published.home, 'internal')
    if (!reader) throw new Error('nothing is published')
    const rows = await reader.db.selectFrom('verbatims').select('body').execute()
    await reader.close()
    return rows.map((row) => words(row.body).trim())
  }

  async function readAs<T>(role: Role, path: string): Promise<T> {
    const answer = await server.getAs(role, path)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    return ((await answer.json()) as { data: T }).data
  }

  /** Every GET address with every id that the programme gives them, as an evaluator finds them. */
  async function everyPath(): Promise<string[]> {
    const { programme } = published
    const territories = programme.territories.map((territory) => territory.id)
    const indicators = await readAs<IndicatorResult[]>('evaluator', '/api/v1/indicators')
    const loads = await readAs<LoadSummary[]>('evaluator', '/api/v1/loads')
    const grid = await readAs<PartnerGrid>('evaluator', '/api/v1/partners')
    const surveys: string[] = []
    for (const { id, questions } of programme.questionnaires)
      for (const question of questions) {
        const address = `/api/v1/surveys/${id}`
        surveys.push(
          `${address}/tables?rows=${question.id}`,
          ...FORMATS.map(
            (format) => `/api/v1/exports/surveys/${id}/tables?rows=${question.id}&format=${format}`,
          ),
        )
        const table = await readAs<SurveyTable>('evaluator', `${address}/tables?rows=${question.id}`)
        for (const row of table.rows)
          for (const territory of territories) {
            const cell = `${address}/lineage?item=${row.item}&territory=${territory}`
            surveys.push(cell, ...table.codes.map(({ code }) => `${cell}&code=${code}`))
          }
      }
    return [
      ...[
        'session',
        'programme',
        'questions',
        'judgements',
        'logic-models',
        'indicators',
        'partners',
        'funding',
        'loads',
      ].map((name) => `/api/v1/${name}`),
      ...indicators.flatMap(({ sheet }) => [
        `/api/v1/indicators/${sheet.id}`,
        `/api/v1/indicators/${sheet.id}/lineage`,
        ...territories.map((territory) => `/api/v1/indicators/${sheet.id}/lineage?territory=${territory}`),
      ]),
      ...surveys,
      ...grid.engagements.map(({ loadId, row }) => `/api/v1/partners/lineage?load=${loadId}&row=${row}`),
      ...loads.map(({ loadId }) => `/api/v1/loads/${loadId}/quarantine`),
      ...['indicators', 'partners', 'funding'].flatMap((name) =>
        FORMATS.map((format) => `/api/v1/exports/${name}?format=${format}`),
      ),
      '/api/v1/funding/lineage',
      ...territories.map((territory) => `/api/v1/funding/lineage?territory=${territory}`),
    ]
  }

  it('is worth testing: an evaluator reaches rows, and there are verbatims to hide', async () => {
    expect(verbatims.length).toBeGreaterThan(0)
    expect(paths.length).toBeGreaterThan(100)
    const lineage = paths.filter((path) => path.includes('/partners/lineage')).slice(0, 1)
    for (const path of lineage)
      expect(await (await server.getAs('evaluator', path)).text()).toMatch(/"rows":\[\{"row":\d+,"fields":\{/)
  })

  it.each(['funder', 'director'] as const)(
    'holds no verbatim and no row of a file: %s',
    async (role) => {
      const refused: string[] = []
      // Both read the same face to the same depth: what one cannot reach, a sample says of the other.
      const asked =
        role === 'funder' ? paths : paths.filter((path, at) => at % 5 === 0 || path.endsWith('/quarantine'))
      for (const path of asked) {
        const answer = await server.getAs(role, path)
        const text = await answer.text()
        if (answer.status === 403) refused.push(path)
        else expect({ path, status: answer.status }).toEqual({ path, status: 200 })
        expect(text).not.toContain('"fields"')
        expect(text).not.toMatch(/"rows":\[\{"row"/)
        expect(text).not.toContain('"raw"')
        for (const verbatim of verbatims) expect(words(text)).not.toContain(verbatim)
      }
      expect(refused.every((path) => path.endsWith('/quarantine'))).toBe(true)
      expect(refused.length).toBeGreaterThan(0)
    },
    180_000,
  )

  it('is not widened by a parameter or a header that claims more', async () => {
    const [path] = paths.filter((one) => one.endsWith('/lineage'))
    for (const claim of ['depth=rows', 'face=internal', 'role=admin', 'fields=1', 'scope=all'])
      expect((await server.getAs('funder', `${path}?${claim}`)).status).toBe(400)
    const claims = { 'X-Role': 'admin', 'X-Forwarded-User': 'admin', 'X-HTTP-Method-Override': 'POST' }
    const answer = await (await server.getAs('funder', path ?? '', claims)).text()
    expect(answer).toBe(await (await server.getAs('funder', path ?? '')).text())
  })

  it('does not come out of what was computed for somebody else', async () => {
    const path = paths.find((one) => one.includes('/partners/lineage')) ?? ''
    await server.getAs('evaluator', path)
    const tag = (await server.getAs('evaluator', path)).headers.get('etag') ?? ''
    const answer = await server.getAs('funder', path, { 'If-None-Match': tag })
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('"fields"')
  })
})
