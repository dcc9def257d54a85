import { VerbatimPage } from '@retombees/contract/verbatim'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { withStore } from '../store/open-store.ts'

const PATH = '/api/v1/surveys/staff-2018/verbatims'

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

const read = async (query = '') =>
  VerbatimPage.parse(
    ((await (await server.getAs('evaluator', `${PATH}?rows=q9${query}`)).json()) as { data: unknown }).data,
  )
const code = async (body: object, role: 'evaluator' | 'steward' = 'evaluator') =>
  server.post(
    `${PATH}/codings`,
    { question: 'q9', ...body },
    {
      Cookie: await server.cookieOf(role),
      Origin: 'http://localhost',
    },
  )

describe('the themes of verbatims', () => {
  it('bear author and date, are counted, found, and known whatever their case and accents', async () => {
    const [first, second] = (await read()).verbatims
    const answer = await code({ load: first?.load, row: first?.row, theme: 'Durée', action: 'give' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      data: [{ theme: 'Durée', author: 'Démonstration : évaluation' }],
    })
    await code({ load: second?.load, row: second?.row, theme: 'Matériel', action: 'give' })
    const page = await read()
    expect(page.themes).toEqual([
      { theme: 'Durée', n: 1 },
      { theme: 'Matériel', n: 1 },
    ])
    const found = await read('&theme=DUREE')
    expect(found.verbatims.map(({ row }) => row)).toEqual([first?.row])
    expect(found.total).toBe(page.total)
  })

  it('change nothing when given twice, and leave a trace when taken away', async () => {
    const [, , third] = (await read()).verbatims
    const at = { load: third?.load, row: third?.row }
    await code({ ...at, theme: 'Accueil', action: 'give' })
    await code({ ...at, theme: '  ACCUEIL ', action: 'give' })
    await code({ ...at, theme: 'accueil', action: 'take-away' })
    expect((await read('&theme=Accueil')).matching).toBe(0)
    const lines = await withStore(server.home.store, (store) =>
      store.db
        .selectFrom('verbatim_coding')
        .select(['action', 'theme'])
        .where('theme_key', '=', 'accueil')
        .orderBy('id')
        .execute(),
    )
    expect(lines).toEqual([
      { action: 'give', theme: 'Accueil' },
      { action: 'take-away', theme: 'accueil' },
    ])
    await withStore(server.home.store, async (store) => {
      await expect(sql`delete from verbatim_coding`.execute(store.db)).rejects.toThrow(/never removed/)
      await expect(sql`update verbatim_coding set theme = 'x'`.execute(store.db)).rejects.toThrow(
        /never edited/,
      )
    })
  })

  it('are refused for a verbatim that there is not, an empty theme, and any role but the evaluator', async () => {
    const [first] = (await read()).verbatims
    const good = { load: first?.load, row: first?.row, theme: 'Temps', action: 'give' }
    expect((await code({ ...good, row: 99_999 })).status).toBe(404)
    expect((await code({ ...good, theme: '   ' })).status).toBe(400)
    expect((await code(good, 'steward')).status).toBe(403)
  })

  it('go with their verbatims into the file, filtered as on the page', async () => {
    const page = await read('&search=projet')
    const answer = await server.getAs(
      'evaluator',
      `/api/v1/exports/surveys/staff-2018/verbatims?rows=q9&search=projet&format=json`,
    )
    const { rows } = (await answer.json()) as { rows: { text: string; row: number }[] }
    expect(rows.map(({ row }) => row)).toEqual(page.verbatims.map(({ row }) => row))
    expect(rows.length).toBe(page.matching)
    expect(page.matching).toBeLessThan(page.total)
  })

  it('and their words are closed to directors, funders and analysts', async () => {
    for (const role of ['director', 'funder', 'analyst'] as const)
      for (const path of [`${PATH}?rows=q9`, '/api/v1/surveys/staff-2018/words?rows=q9'])
        expect((await server.getAs(role, path)).status).toBe(403)
  })
})
