import { rmSync } from 'node:fs'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { computeIndicators } from '@retombees/model/indicators'
import { readLedger } from '@retombees/warehouse/ledger'
import { openReader } from '@retombees/warehouse/reader'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { contentOf } from '../fixtures/quarter.ts'
import { crowd, everythingIn, feedback, sheet, type Town, town } from '../fixtures/residents.ts'
import { rebuild } from '../rebuild.ts'
import { applyRetention, retentionOf } from './retention.ts'

let day = '2020-03-02'
let minutes = 0
const now = () => new Date(Date.parse(`${day}T10:00:00.000Z`) + 60_000 * minutes++)
let here: Town
beforeEach(() => {
  here = town(now)
})
afterEach(() => rmSync(here.root, { recursive: true, force: true }))

const [LEAVES, COMES] = crowd(2) as [ReturnType<typeof crowd>[number], ReturnType<typeof crowd>[number]]

it('erases what is due: words, and persons who came to nothing since; every count stays', async () => {
  day = '2020-03-02'
  await here.take({
    'feuilles-presence-2020.csv': sheet(
      [LEAVES, 'AT-1', 'echo', '31/01/2020'],
      [COMES, 'AT-1', 'echo', '31/01/2020'],
      [{ ...LEAVES, born: '' }, 'AT-2', 'echo', '01/02/2020'],
    ),
    'fin-atelier-echo.csv': feedback(['Autre Personne', 'Un café pour Lucas'], ['Encore Personne', '']),
    'apports-groupes-parole.csv': [
      'Groupe;Public;Séquence;Catégorie;Verbatim',
      'G1;Habitants;1;Vie;Le bruit du quartier',
    ],
  })
  day = '2022-06-01'
  await here.take({ 'feuilles-presence-2022.csv': sheet([COMES, 'AT-9', 'echo', '31/05/2022']) })
  const programme = await here.programme()
  const states = () =>
    retentionOf(here.home, programme, now).map(({ file, until, state }) => [file.slice(0, 9), until, state])
  const before = { persons: await persons(), figures: await figures(here) }
  const [leaving, coming] = before.persons

  day = '2023-03-03'
  expect(states()).toEqual([
    ['apports-g', '2023-03-02', 'due'],
    ['feuilles-', '2023-03-02', 'due'],
    ['fin-ateli', '2023-03-02', 'due'],
    ['feuilles-', '2025-06-01', 'kept'],
  ])
  const after = await applyRetention(here.home, programme, { now, by: 'déléguée' })
  expect(after.map(({ state }) => state)).toEqual(['expired', 'expired', 'expired', 'kept'])
  expect(readLedger(here.home).at(-1)).toMatchObject({ kind: 'erase', cause: 'retention', by: 'déléguée' })
  const now1 = await persons()
  expect(now1).toEqual([expect.stringMatching(/^[a-p]{32}$/), coming, null, coming])
  for (const [name, text] of await everythingIn(here.home.root)) {
    expect(text.includes(String(leaving)), name).toBe(false)
    expect(text, name).not.toMatch(/pour Lucas|Le bruit du quartier/)
  }
  expect(await figures(here)).toEqual(before.figures)
  expect((await rebuild(here.home, programme, { now })).changed).toBe(false)

  // Nothing more is due: nothing is drawn again.
  const content = readCurrent(here.home)?.content
  const events = readLedger(here.home).length
  await applyRetention(here.home, programme, { now, by: 'déléguée' })
  expect([readCurrent(here.home)?.content, readLedger(here.home).length]).toEqual([content, events])

  day = '2025-06-02'
  await applyRetention(here.home, programme, { now, by: 'déléguée' })
  const last = await persons()
  expect(last[1]).toBe(last[3])
  expect(last).not.toContain(coming)
}, 120_000)

const persons = async () =>
  ((await contentOf(here.home)).attendances as { person: string | null }[]).map(({ person }) => person)

async function figures({ home, programme }: Town) {
  const reader = await openReader(home, 'internal')
  if (!reader) throw new Error('nothing is published')
  try {
    return await computeIndicators(reader.db, await programme(), undefined, {
      ...DEFAULT_QUERY,
      by: 'centre',
    })
  } finally {
    await reader.close()
  }
}
