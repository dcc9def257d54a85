import { createApp } from '@retombees/api/app'
import { createToken } from '@retombees/api/tokens'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { fundingTable } from '@retombees/model/funding'
import { computeIndicators } from '@retombees/model/indicators'
import { lightLogicModels } from '@retombees/model/logic-models'
import { partnerGrid } from '@retombees/model/partners'
import { answerQuestions } from '@retombees/model/questions'
import { surveyTable } from '@retombees/model/surveys'
import { openReader, type Reader } from '@retombees/warehouse/reader'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CSC, type PublishedHome, publishedHome } from '../support/published-home.ts'

let published: PublishedHome
let reader: Reader
let close: () => Promise<void>
let get: (path: string) => Promise<unknown>

beforeAll(async () => {
  published = await publishedHome()
  const opened = await openReader(published.home, 'internal')
  if (!opened) throw new Error('nothing was published')
  reader = opened
  const api = createApp({
    home: published.home,
    programmeFolder: CSC,
    mode: 'demo',
    secret: undefined,
    hosts: [],
    now: () => new Date(),
  })
  close = api.close
  const { token } = await createToken(published.home, { role: 'evaluator', label: 'reproduction', scope: {} })
  get = async (path) => {
    const answer = await api.app.request(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })
    expect(answer.status, path).toBe(200)
    const { data, snapshot } = (await answer.json()) as { data: unknown; snapshot: unknown }
    expect(snapshot).toEqual(reader.stamp)
    return data
  }
})

afterAll(async () => {
  await close?.()
  await reader?.close()
  published?.remove()
})

it.each([
  ['/questions', () => answerQuestions(reader.db, published.programme)],
  ['/indicators', () => computeIndicators(reader.db, published.programme)],
  ['/logic-models', () => lightLogicModels(reader.db, published.programme)],
  ['/partners', () => partnerGrid(reader.db, published.programme, DEFAULT_QUERY)],
  ['/funding', () => fundingTable(reader.db, published.programme)],
  ...['q4a', 'q4b', 'q5', 'q6', 'q8'].map(
    (question) =>
      [
        `/surveys/staff-2018/tables?rows=${question}`,
        () => surveyTable(reader.db, published.programme, 'staff-2018', question),
      ] as const,
  ),
] as const)('the API says at %s what the snapshot says', async (path, compute: () => Promise<unknown>) => {
  expect(await get(path)).toEqual(JSON.parse(JSON.stringify(await compute())))
})
