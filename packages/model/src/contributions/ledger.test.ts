import { wholeQuery } from '@retombees/contract/search'
import { describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { contributionLedger } from './ledger.ts'

const PROGRAMME = fixtureProgramme()
const proposed = (row: number, day: string, outcome: string, decided_on: string | null, body: string) => ({
  load_id: 'registre',
  row_no: row,
  provenance: 'field',
  contribution: `c${row}`,
  workshop: null,
  centre: 'lazare-garreau',
  territory: 'croissant-sud',
  day,
  month: day.slice(0, 7),
  area: row === 1 ? 'accueil' : null,
  outcome,
  decided_on,
  prototype: outcome === 'retained' ? 'borne' : null,
  body,
})
const ROWS = {
  contribution_ledger: [
    proposed(1, '2018-03-01', 'retained', '2018-03-11', 'Une borne plus basse'),
    proposed(2, '2018-03-05', 'retained', '2018-04-04', 'Un clavier plus grand'),
    proposed(3, '2018-04-01', 'refused', '2018-04-02', 'Ouvrir la nuit'),
    proposed(4, '2018-04-01', 'pending', null, 'Des rappels'),
  ],
}

async function ledger(face: 'internal' | 'analyst' | 'published', filter = {}) {
  const engine = await openSnapshot(
    face === 'published' ? {} : ROWS,
    face === 'published' ? face : 'internal',
  )
  try {
    if (face === 'analyst') await engine.run('alter table contribution_ledger drop column body')
    return await contributionLedger(engine.db, PROGRAMME, wholeQuery(filter))
  } finally {
    await engine.close()
  }
}

describe('the ledger of contributions', () => {
  it('says what became of each, and how long it took', async () => {
    const read = await ledger('internal')
    expect(read.proposed).toMatchObject({ value: 4 })
    expect(read.adopted).toMatchObject({ value: 2 })
    expect(
      read.delays.map(({ outcome, figure }) => [
        outcome,
        figure.state === 'value' ? figure.value : figure.state,
      ]),
    ).toEqual([
      ['retained', 20],
      ['adapted', 'no_data'],
      ['refused', 1],
    ])
    expect(read.longestWait).toMatchObject({ value: 3 })
    expect(read.entries.at(-1)).toMatchObject({
      body: 'Une borne plus basse',
      area: 'Accueil et administration',
      prototype: 'Borne',
      days: 10,
    })
  })

  it('keeps the words from a face that does not hold them, and everything from the published one', async () => {
    const analyst = await ledger('analyst')
    expect(analyst.entries).toHaveLength(4)
    expect(analyst.entries.every(({ body }) => body === null)).toBe(true)
    const published = await ledger('published')
    expect(published).toMatchObject({ entries: [], proposed: { state: 'suppressed' } })
  })

  it('is filtered as any page is', async () => {
    expect((await ledger('internal', { area: ['accueil'] })).entries.map(({ id }) => id)).toEqual(['c1'])
  })
})
