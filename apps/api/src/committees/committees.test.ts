import { CommitteeChanges, FrozenPage, FrozenPageSummary, Share } from '@retombees/contract/frozen-page'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { publishWithout } from '../../../../tests/support/publish-again.ts'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { withStore } from '../store/open-store.ts'

const PAGES = '/api/v1/committees/pages'
const data = <T extends z.ZodType>(schema: T) => z.object({ data: schema })

let published: PublishedHome
let server: AppUnderTest
let now = new Date('2026-06-01T08:00:00Z')
let page: FrozenPageSummary

const as = async (role: 'evaluator' | 'funder') => ({
  Cookie: await server.cookieOf(role),
  Origin: 'http://localhost',
})
const changes = async () =>
  data(CommitteeChanges).parse(
    await (await server.getAs('funder', '/api/v1/committees/copil/changes')).json(),
  ).data
async function snapshot(): Promise<string> {
  const answer = await (await server.getAs('evaluator', '/api/v1/questions')).json()
  return z.object({ snapshot: z.object({ id: z.string() }) }).parse(answer).snapshot.id
}

beforeAll(async () => {
  published = await publishedHome()
  server = appUnderTest({ from: published.home.root, now: () => now })
})
afterAll(async () => {
  await server?.close()
  published?.remove()
})

describe('a page that a committee froze', () => {
  it('says that nothing was frozen, before', async () => {
    expect(await changes()).toEqual({ since: null, answers: [], figures: [] })
  })

  it('is frozen by an evaluator, in view of what is published, and by nobody else', async () => {
    const draft = { committee: 'copil', title: 'COPIL de juin', note: '', snapshot: await snapshot() }
    expect((await server.post(PAGES, draft, await as('funder'))).status).toBe(403)
    expect((await server.post(PAGES, { ...draft, snapshot: 'un autre' }, await as('evaluator'))).status).toBe(
      409,
    )
    expect((await server.post(PAGES, { ...draft, committee: 'aucun' }, await as('evaluator'))).status).toBe(
      404,
    )
    const frozen = await server.post(PAGES, draft, await as('evaluator'))
    page = data(FrozenPageSummary).parse(await frozen.json()).data
    expect(page).toMatchObject({ committee: 'copil', title: 'COPIL de juin', frozenAt: now.toISOString() })
  })

  it('holds what a funder is shown, figure by figure with base and loads, and no row of a file', async () => {
    const kept = data(FrozenPage).parse(
      await (await server.getAs('funder', `${PAGES}/${page.id}`)).json(),
    ).data
    const shown = z
      .object({ data: z.array(z.unknown()) })
      .parse(await (await server.getAs('funder', '/api/v1/questions')).json())
    expect(kept.content.questions).toEqual(shown.data)
    expect(kept.content.funding?.total).toBe(2_699_996)
    expect(kept.snapshot.face).toBe('published')
  })

  it('is told from what is shown now: an answer that was signed since, figures whose file was taken out', async () => {
    expect(await changes()).toMatchObject({ since: { id: page.id }, answers: [], figures: [] })
    const judgement = {
      question: 'developpement-durable',
      grade: 'not-concluded',
      text: 'Rien de mesuré chez les habitants.',
      snapshot: await snapshot(),
    }
    expect((await server.post('/api/v1/judgements', judgement, await as('evaluator'))).status).toBe(200)
    await publishWithout({ home: server.home, programme: published.programme }, /effectifs/)
    const since = await changes()
    expect(since.answers).toEqual([
      expect.objectContaining({
        question: 'developpement-durable',
        before: 'insufficiently',
        after: 'not-concluded',
      }),
    ])
    const needs = since.figures.find(
      ({ indicator, territory }) => indicator === 'besoins-mieux-connus' && territory === null,
    )
    expect(needs).toMatchObject({ before: { state: 'value' }, after: { state: 'no_data' }, redefined: false })
    const kept = data(FrozenPage).parse(
      await (await server.getAs('funder', `${PAGES}/${page.id}`)).json(),
    ).data
    expect(kept.digest).toBe(page.digest)
  })

  it('cannot be edited nor removed, not even in the store', async () => {
    await withStore(server.home.store, async ({ db }) => {
      await expect(db.updateTable('frozen_page').set({ title: 'autre' }).execute()).rejects.toThrow(
        /never edited/,
      )
      await expect(db.deleteFrom('frozen_page').execute()).rejects.toThrow(/never removed/)
    })
  })
})

describe('a link to it', () => {
  let secret: string
  let share: Share

  it('is made by an evaluator, its secret told once and kept nowhere', async () => {
    const made = await server.post(
      '/api/v1/shares',
      { page: page.id, label: 'Membres du COPIL', expires: '2026-06-30' },
      await as('evaluator'),
    )
    const answer = data(z.object({ share: Share, secret: z.string() })).parse(await made.json()).data
    secret = answer.secret
    share = answer.share
    expect(secret).toMatch(/^[\w-]{43}$/)
    const listed = await (await server.getAs('evaluator', '/api/v1/shares')).text()
    expect(listed).toContain(share.id)
    expect(listed).not.toContain(secret)
  })

  it('shows the page to whoever holds it, and counts that it did', async () => {
    const seen = data(FrozenPage).parse(await (await server.get(`/api/v1/shared/${secret}`)).json()).data
    expect(seen.id).toBe(page.id)
    const [listed] = data(z.array(Share)).parse(
      await (await server.getAs('evaluator', '/api/v1/shares')).json(),
    ).data
    expect(listed).toMatchObject({ opened: 1, lastOpenedAt: now.toISOString() })
  })

  it('opens nothing else, and is no credential', async () => {
    const answer = await server.get('/api/v1/questions', { Authorization: `Bearer ${secret}` })
    expect(answer.status).toBe(401)
  })

  it('shows nothing once its last day is past, nor once revoked, nor when it is wrong, all alike', async () => {
    now = new Date('2026-07-01T00:00:00Z')
    const expired = await server.get(`/api/v1/shared/${secret}`)
    now = new Date('2026-06-02T08:00:00Z')
    const revoked = await server.app.request(`/api/v1/shares/${share.id}`, {
      method: 'DELETE',
      headers: await as('evaluator'),
    })
    expect(revoked.status).toBe(200)
    const after = await server.get(`/api/v1/shared/${secret}`)
    const wrong = await server.get('/api/v1/shared/rien')
    const bodies = await Promise.all(
      [expired, after, wrong].map(async (answer) => ({
        ...z.record(z.string(), z.unknown()).parse(await answer.json()),
        instance: '',
      })),
    )
    expect([expired, after, wrong].map(({ status }) => status)).toEqual([404, 404, 404])
    expect(bodies[0]).toEqual(bodies[1])
    expect(bodies[1]).toEqual(bodies[2])
  })

  it('leaves its trace in the log', async () => {
    const log = await (await server.getAs('admin', '/api/v1/audit')).text()
    for (const event of ['page-frozen', 'share-created', 'share-opened', 'share-revoked'])
      expect(log).toContain(event)
    expect(log).not.toContain(secret)
  })
})

describe('a dated event', () => {
  it('is written, read by all, and taken away; an unknown territory is refused', async () => {
    const event = { day: '2018-09-12', text: 'Ouverture du tiers-lieu', territory: 'versant-nord-est' }
    expect((await server.post('/api/v1/annotations', event, await as('funder'))).status).toBe(403)
    expect(
      (await server.post('/api/v1/annotations', { ...event, territory: 'ailleurs' }, await as('evaluator')))
        .status,
    ).toBe(404)
    expect(
      (await server.post('/api/v1/annotations', { ...event, day: '12/09/2018' }, await as('evaluator')))
        .status,
    ).toBe(400)
    const before = (await server.getAs('funder', '/api/v1/annotations')).headers.get('etag')
    await server.post('/api/v1/annotations', event, await as('evaluator'))
    const read = await server.getAs('funder', '/api/v1/annotations')
    expect(read.headers.get('etag')).not.toBe(before)
    const [annotation] = z
      .object({ data: z.array(z.object({ id: z.number(), text: z.string() })) })
      .parse(await read.json()).data
    expect(annotation).toMatchObject({ text: 'Ouverture du tiers-lieu' })
    await server.app.request(`/api/v1/annotations/${annotation?.id}`, {
      method: 'DELETE',
      headers: await as('evaluator'),
    })
    const left = await (await server.getAs('funder', '/api/v1/annotations')).json()
    expect(left).toMatchObject({ data: [] })
  })
})
