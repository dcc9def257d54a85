import { JudgedQuestion, type Judgement } from '@retombees/contract/judgement'
import type { CidsDocument } from '@retombees/model/interchange/cids'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { publishWithout } from '../../../../tests/support/publish-again.ts'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { withStore } from '../store/open-store.ts'
import { createToken } from '../tokens.ts'

const PATH = '/api/v1/judgements'
const Answer = z.object({ snapshot: z.object({ id: z.string() }), data: z.array(JudgedQuestion) })

describe('the evaluator’s signed answers', () => {
  let published: PublishedHome
  let server: AppUnderTest
  beforeAll(async () => {
    published = await publishedHome()
  })
  beforeEach(() => {
    server = appUnderTest({ from: published.home.root })
  })
  afterEach(() => server.close())
  afterAll(() => published?.remove())
  const publishLess = (file: RegExp) =>
    publishWithout({ home: server.home, programme: published.programme }, file)
  const read = async (role: 'evaluator' | 'funder' = 'funder') =>
    Answer.parse(await (await server.getAs(role, PATH)).json())
  const sign = async (more: object = {}) =>
    server.post(
      PATH,
      {
        question: 'competences',
        grade: 'yes-with-reservation',
        text: 'Les salariés le disent ; les habitants n’ont pas été mesurés.',
        snapshot: (await read('evaluator')).snapshot.id,
        ...more,
      },
      { Cookie: await server.cookieOf('evaluator'), Origin: 'http://localhost' },
    )

  it('leave with the framework, as linked data, with how they stand', async () => {
    const exported = async () => {
      const answer = await server.getAs('funder', '/api/v1/exports/cids')
      return ((await answer.json()) as CidsDocument)['@graph'].filter(
        (each) => each['@type'] === 'rtb:SignedAnswer',
      )
    }
    expect(await exported()).toEqual([])
    expect((await sign()).status).toBe(200)
    expect(await exported()).toMatchObject([
      { 'rtb:grade': 'yes-with-reservation', 'rtb:inForce': true, 'rtb:standing': 'same' },
    ])
  })

  it('bear author, date, snapshot, grade and text, and are read by every role', async () => {
    expect((await read()).data).toEqual([])
    const answer = await sign()
    expect(answer.status).toBe(200)
    const { data } = (await answer.json()) as { data: Judgement }
    expect(data).toMatchObject({ author: 'Démonstration : évaluation', grade: 'yes-with-reservation' })
    const [judged] = (await read()).data
    expect(judged).toEqual({
      question: 'competences',
      current: data,
      standing: 'same',
      changes: [],
      history: [],
    })
  })

  it('show at once, to whoever had the page before too', async () => {
    const before = await server.getAs('funder', PATH)
    await sign()
    const tag = before.headers.get('etag') ?? ''
    expect((await server.getAs('funder', PATH, { 'If-None-Match': tag })).status).toBe(200)
  })

  it('are replaced by the next one, and kept in the history', async () => {
    await sign()
    await sign({ grade: 'insufficiently', text: 'Après relecture.' })
    const [judged] = (await read()).data
    expect(judged?.current.grade).toBe('insufficiently')
    expect(judged?.history.map((one) => one.grade)).toEqual(['yes-with-reservation'])
  })

  it('are flagged, and say why, when a later publication takes their evidence away', async () => {
    await sign()
    await publishLess(/effectifs/)
    for (const role of ['evaluator', 'funder'] as const) {
      const [judged] = (await read(role)).data
      expect(judged?.standing).toBe('contradicted')
      expect(judged?.changes[0]).toMatchObject({ against: true })
    }
  })

  it('are not flagged by a publication that leaves their evidence as it was', async () => {
    await sign()
    await publishLess(/financements.*croissant-sud/)
    expect((await read()).data[0]?.standing).toBe('same')
  })

  it('are refused in view of a publication that is no longer in force', async () => {
    const { snapshot } = await read('evaluator')
    await publishLess(/financements.*croissant-sud/)
    const late = await sign({ snapshot: snapshot.id })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ code: 'published_since' })
    expect((await read()).data).toEqual([])
  })

  it('are signed by a person, an evaluator, on a question that exists, in words', async () => {
    expect((await sign({ question: 'no-such' })).status).toBe(404)
    expect((await sign({ text: '  ' })).status).toBe(400)
    expect((await sign({ grade: 'maybe' })).status).toBe(400)
    const { token } = await createToken(server.home, { role: 'evaluator', label: 'script' })
    const body = { question: 'competences', grade: 'yes', text: 'x', snapshot: (await read()).snapshot.id }
    const scripted = await server.post(PATH, body, { Authorization: `Bearer ${token}` })
    expect(await scripted.json()).toMatchObject({ status: 403, code: 'person_needed' })
    const headers = { Cookie: await server.cookieOf('admin'), Origin: 'http://localhost' }
    expect((await server.post(PATH, body, headers)).status).toBe(403)
  })

  it('can be neither edited nor removed, even in the store', async () => {
    await sign()
    await withStore(server.home.store, async ({ db }) => {
      await expect(sql`update judgement set grade = 'yes'`.execute(db)).rejects.toThrow(/never edited/)
      await expect(sql`delete from judgement`.execute(db)).rejects.toThrow(/never removed/)
      await expect(sql`update audit set who = 'x'`.execute(db)).rejects.toThrow(/never edited/)
      const trace = await db.selectFrom('audit').selectAll().where('event', '=', 'judgement-signed').execute()
      expect(trace).toHaveLength(1)
    })
  })

  it('signed in the demo are not shown in production', async () => {
    await sign()
    const demo = server
    server = appUnderTest({ from: demo.home.root, mode: 'production', secret: crypto.randomUUID() })
    await demo.close()
    const { token } = await createToken(server.home, { role: 'funder', label: 'script' })
    const answer = await server.get(PATH, { Authorization: `Bearer ${token}` })
    expect(Answer.parse(await answer.json()).data).toEqual([])
  })
})
