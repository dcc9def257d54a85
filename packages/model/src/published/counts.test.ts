import { BLANK } from '@retombees/contract/query'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { type CountQuestion, countsOf } from './counts.ts'
import { factCountsQuery } from './fact-counts.ts'

const FIXTURE = fixtureProgramme()
const [CENTRE] = FIXTURE.centres
const PROGRAMME = {
  ...FIXTURE,
  centres: [
    ...FIXTURE.centres,
    ...(CENTRE ? [{ ...CENTRE, id: 'belencontre', territory: 'versant-nord-est' }] : []),
  ],
}

const attendance = (
  row: number,
  month: string,
  territory: string,
  gender: string | null,
  person: string,
) => ({
  load_id: 'presences',
  row_no: row,
  provenance: 'field',
  workshop: `w${row % 2}`,
  centre: territory === 'croissant-sud' ? 'lazare-garreau' : 'belencontre',
  territory,
  day: `${month}-10`,
  month,
  kind: row % 3 === 0 ? 'formation' : 'atelier-prototype',
  person,
  gender,
  age_band: null,
  age_list: null,
  minor: null,
  first_time: null,
  consent: null,
})
const attendances = [
  attendance(1, '2018-03', 'croissant-sud', 'feminin', 'a'),
  attendance(2, '2018-03', 'croissant-sud', 'masculin', 'b'),
  attendance(3, '2018-09', 'croissant-sud', null, 'a'),
  attendance(4, '2019-01', 'versant-nord-est', 'feminin', 'c'),
  {
    ...attendance(5, '2019-02', 'versant-nord-est', 'feminin', 'd'),
    provenance: 'simulated',
    load_id: 'faux',
  },
]

describe('counts from facts', () => {
  let engine: Engine
  const ask = (question: Omit<CountQuestion, 'table'>) =>
    countsOf(engine.db, PROGRAMME, { table: 'attendances', ...question })
  const plain = async (question: Omit<CountQuestion, 'table'>) =>
    (await ask(question)).cells
      .map((cell) => [...Object.values(cell.at), cell.state === 'value' ? cell.n : null])
      .sort((a, b) => String(a).localeCompare(String(b)))

  beforeAll(async () => {
    engine = await openSnapshot({ attendances })
  })
  afterAll(() => engine.close())

  it('say from which loads, and never mix real rows with simulated ones', async () => {
    expect(await ask({})).toEqual({
      from: 'facts',
      provenance: 'field',
      loads: ['presences'],
      cells: [{ at: {}, state: 'value', n: 4 }],
      periods: null,
      withheld: null,
    })
  })

  it('are by any columns, a blank being a value of its own', async () => {
    expect(await plain({ by: ['territory', 'gender'] })).toEqual([
      ['croissant-sud', BLANK, 1],
      ['croissant-sud', 'feminin', 1],
      ['croissant-sud', 'masculin', 1],
      ['versant-nord-est', 'feminin', 1],
    ])
  })

  it('are of different persons where that is asked, and zero where nothing matches', async () => {
    expect(await plain({ distinct: 'person', by: ['territory'] })).toEqual([
      ['croissant-sud', 2],
      ['versant-nord-est', 1],
    ])
    expect(await plain({ where: { kind: 'sans-pareil' } })).toEqual([[0]])
  })

  it('cut time into months, quarters, civil years and school years', async () => {
    const by = ['period']
    expect(await plain({ by })).toEqual([
      ['2018-03', 2],
      ['2018-09', 1],
      ['2019-01', 1],
    ])
    expect(await plain({ by, unit: 'quarter' })).toEqual([
      ['2018-t1', 2],
      ['2018-t3', 1],
      ['2019-t1', 1],
    ])
    expect(await plain({ by, unit: 'civil-year' })).toEqual([
      ['2018', 3],
      ['2019', 1],
    ])
    expect(await plain({ by, unit: 'school-year' })).toEqual([
      ['2017-2018', 2],
      ['2018-2019', 2],
    ])
    expect(await plain({ during: { from: '2018-04', to: '2018-12' } })).toEqual([[1]])
  })

  it('are asked in one query that the engine can plan, and only of columns that exist', async () => {
    const { sql, parameters } = factCountsQuery(engine.db, {
      table: 'attendances',
      by: ['territory', 'period'],
      unit: 'school-year',
    }).compile()
    expect(await engine.all(`explain ${sql}`, parameters)).not.toEqual([])
    await expect(ask({ by: ['couleur'] })).rejects.toThrow(/couleur/)
  })
})

/** Two years of one cube: centre (and territory), gender; the men of one centre in 2018 are suppressed. */
const CELLS = ['2018', '2019'].flatMap((period, year) =>
  [
    ['', '', 100],
    ['territory', 'croissant-sud', 60],
    ['territory', 'versant-nord-est', 40],
    ['centre', 'lazare-garreau', 60],
    ['centre', 'belencontre', 40],
    ['gender', 'feminin', 70],
    ['gender', 'masculin', 30],
    ['centre|gender', 'lazare-garreau|feminin', year === 0 ? null : 45],
    ['centre|gender', 'lazare-garreau|masculin', year === 0 ? null : 15],
    ['centre|gender', 'belencontre|feminin', year === 0 ? null : 25],
    ['centre|gender', 'belencontre|masculin', year === 0 ? null : 15],
  ].map(([dimensions, codes, n]) => ({
    fact: 'attendances',
    counted: '*',
    provenance: 'simulated',
    period,
    dimensions,
    codes,
    n,
    threshold: 11,
  })),
)
const PERSONS = ['2018', '2019'].map((period) => ({
  ...CELLS[0],
  counted: 'person',
  period,
  n: 30,
}))

describe('counts from the cube', () => {
  let engine: Engine
  const ask = (question: Omit<CountQuestion, 'table'>) =>
    countsOf(engine.db, PROGRAMME, { table: 'attendances', ...question })
  beforeAll(async () => {
    engine = await openSnapshot({ cube_cells: [...CELLS, ...PERSONS] as never }, 'published')
  })
  afterAll(() => engine.close())

  it('select and sum published cells, and say of what periods and provenance', async () => {
    expect(await ask({})).toEqual({
      from: 'cube',
      provenance: 'simulated',
      loads: [],
      cells: [{ at: {}, state: 'value', n: 200 }],
      periods: ['2018', '2019'],
      withheld: null,
    })
    expect((await ask({ by: ['territory'], during: { from: '2019-01', to: '2019-12' } })).cells).toEqual([
      { at: { territory: 'croissant-sud' }, state: 'value', n: 60 },
      { at: { territory: 'versant-nord-est' }, state: 'value', n: 40 },
    ])
    expect((await ask({ where: { gender: { not: 'feminin' } } })).cells).toMatchObject([{ n: 60 }])
  })

  it('read a territory through its centres where both are asked', async () => {
    const { cells } = await ask({
      by: ['centre', 'gender'],
      where: { territory: 'versant-nord-est' },
      during: { from: '2019-01', to: '2019-12' },
    })
    expect(cells).toEqual([
      { at: { centre: 'belencontre', gender: 'feminin' }, state: 'value', n: 25 },
      { at: { centre: 'belencontre', gender: 'masculin' }, state: 'value', n: 15 },
    ])
  })

  it('are suppressed as soon as one cell of the sum is, and hold no number then', async () => {
    const { cells } = await ask({ where: { centre: 'lazare-garreau', gender: 'masculin' } })
    expect(cells).toEqual([{ at: {}, state: 'suppressed', reason: expect.stringContaining('trop peu') }])
  })

  it('withhold what no table crosses, what no cell holds, and a cut finer than what is published', async () => {
    const reasons = await Promise.all(
      [
        { by: ['kind'] },
        { where: { gender: 'autre' } },
        { by: ['period'] },
        { during: { from: '2018-06', to: '2019-12' } },
        { during: { from: '2024-01', to: '2024-12' } },
      ].map(async (question) => {
        const { cells, withheld } = await ask(question)
        expect(cells).toEqual([])
        return withheld
      }),
    )
    expect(reasons).toEqual([
      expect.stringMatching(/^Aucun tableau publié/),
      expect.stringMatching(/autre/),
      expect.stringMatching(/périodes plus longues/),
      expect.stringMatching(/périodes plus longues/),
      expect.stringMatching(/^Aucune période close/),
    ])
  })

  it('never add persons of one year to those of another', async () => {
    expect((await ask({ distinct: 'person' })).cells).toMatchObject([{ state: 'suppressed' }])
    const year = { from: '2018-01', to: '2018-12' }
    expect((await ask({ distinct: 'person', during: year })).cells).toMatchObject([{ n: 30 }])
  })

  it('withhold a table that concerns persons and of which nothing is published', async () => {
    const answer = await countsOf(engine.db, PROGRAMME, { table: 'skill_assessments' })
    expect(answer).toMatchObject({
      provenance: null,
      cells: [],
      withheld: expect.stringMatching(/personnes/),
    })
  })
})
