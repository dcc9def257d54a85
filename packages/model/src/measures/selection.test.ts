import { fileURLToPath } from 'node:url'
import { type Figure, isKnown } from '@retombees/contract/figure'
import { DEFAULT_QUERY, Dimension, partQuery, type Query } from '@retombees/contract/query'
import type { Measure } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import type { Row } from '@retombees/warehouse/append-rows'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { queriesOf, rowsBehind, takeMeasure } from './kinds.ts'

const CSC = fileURLToPath(new URL('../../../../data/csc', import.meta.url))
const HOMES = { arbrisseau: 'croissant-sud', echo: 'versant-nord-est' } as const

let row_no = 0
const came = (
  day: string,
  centre: keyof typeof HOMES,
  kind: string,
  person: string | null,
  gender: string | null = 'feminin',
  age_band: string | null = '16-25',
  provenance = 'field',
): Row => ({
  load_id: `feuilles-${provenance}`,
  row_no: ++row_no,
  provenance,
  workshop: `${day}-${centre}`,
  centre,
  territory: HOMES[centre],
  day,
  month: day.slice(0, 7),
  kind,
  person,
  gender,
  age_band,
  age_list: 'age-2019',
})
const counted = (variable: string, code: string, n: number): Row => ({
  load_id: 'decomptes',
  row_no: ++row_no,
  provenance: 'field',
  workshop: 'a',
  centre: 'echo',
  territory: 'versant-nord-est',
  day: '2018-10-03',
  month: '2018-10',
  kind: 'formation',
  variable,
  code,
  n,
})

const attendances: Row[] = [
  came('2018-08-31', 'arbrisseau', 'atelier-collaboratif', 'a'),
  came('2018-09-03', 'arbrisseau', 'atelier-collaboratif', 'b', 'masculin', '55-et-plus'),
  came('2018-09-04', 'echo', 'formation', 'a'),
  came('2018-11-05', 'echo', 'formation', 'c', null, null),
  came('2018-11-06', 'echo', 'atelier-collaboratif', null, 'feminin', 'moins-de-16'),
  came('2018-09-05', 'echo', 'atelier-prototype', 'z', 'masculin', '55-et-plus', 'simulated'),
]
const head_counts = [
  counted('total', '*', 12),
  counted('gender', 'feminin', 7),
  counted('gender', 'masculin', 5),
  counted('age_band', 'moins-de-16', 12),
]

const participations: Measure = { kind: 'count', from: 'attendances', where: {}, base: 'attendances' }
const persons: Measure = { kind: 'distinct', from: 'attendances', of: 'person', where: {}, base: 'persons' }
const heads: Measure = {
  kind: 'sum',
  from: 'head_counts',
  of: 'n',
  where: { variable: 'total' },
  base: 'attendances',
}
const funds: Measure = { kind: 'sum', from: 'funding', of: 'amount', where: {}, base: 'records' }
const workshopsOfPersons: Measure = { kind: 'ratio', numerator: participations, denominator: persons }

const THREE: readonly Measure[] = [participations, persons, workshopsOfPersons]

let programme: Programme
let engine: Engine
beforeAll(async () => {
  programme = await readProgramme(CSC)
  engine = await openSnapshot({
    attendances,
    head_counts,
    funding: [
      {
        load_id: 'plan',
        row_no: 1,
        provenance: 'published',
        territory: 'croissant-sud',
        funder: 'feder',
        year: 2018,
        amount: '1000.00',
      },
    ],
  })
})
afterAll(() => engine.close())

const asking = (query: Partial<Query>) => ({
  programme,
  format: 'number' as const,
  unit: '',
  byTerritory: true,
  query: { ...DEFAULT_QUERY, ...query },
})
const take = (measure: Measure, query: Partial<Query>) => takeMeasure(engine.db, measure, asking(query))
const shown = (figure: Figure | undefined) => (figure && isKnown(figure) ? figure.value : figure?.state)
const parts = async (measure: Measure, query: Partial<Query>) =>
  (await take(measure, query)).split?.parts.map(({ key, figure }) => [key, shown(figure)])

describe('a measure asked of a part of what was counted', () => {
  it('explains every query of every split on the real engine', async () => {
    for (const by of Dimension.options)
      for (const measure of [participations, persons, heads, funds, workshopsOfPersons]) {
        for (const query of queriesOf(
          engine.db,
          measure,
          asking({ by, period: '2018', territory: ['croissant-sud'] }),
        )) {
          const { sql, parameters } = query.compile()
          expect(await engine.all(`explain ${sql}`, parameters), sql).not.toEqual([])
        }
      }
  })

  it('splits by month, quarter, school year and civil year, without skipping an empty one', async () => {
    expect(await parts(participations, { by: 'month' })).toEqual([
      ['2018-08', 1],
      ['2018-09', 2],
      ['2018-10', 'no_data'],
      ['2018-11', 2],
    ])
    expect(await parts(participations, { by: 'quarter' })).toEqual([
      ['2018-t3', 3],
      ['2018-t4', 2],
    ])
    expect(await parts(participations, { by: 'school-year' })).toEqual([
      ['2017-2018', 1],
      ['2018-2019', 4],
    ])
    expect(await parts(participations, { by: 'civil-year' })).toEqual([['2018', 5]])
  })

  it('splits by a profile, with what was left blank as a part of its own', async () => {
    expect(await parts(participations, { by: 'gender' })).toEqual([
      ['feminin', 3],
      ['masculin', 1],
      ['-', 1],
    ])
    expect(await parts(participations, { by: 'kind', gender: ['feminin'] })).toEqual([
      ['atelier-collaboratif', 2],
      ['formation', 1],
    ])
  })

  it('shows every centre, and tells a centre without data from a zero', async () => {
    const centres = await parts(participations, { by: 'centre', kind: ['formation'] })
    expect(centres).toHaveLength(8)
    expect(centres?.find(([key]) => key === 'arbrisseau')).toEqual(['arbrisseau', 0])
    expect(centres?.find(([key]) => key === 'virolois')).toEqual(['virolois', 'no_data'])
  })

  it('counts a person once in the whole, whatever the split', async () => {
    const { whole, split, byTerritory } = await take(persons, { by: 'territory' })
    expect(byTerritory.map(({ figure }) => shown(figure))).toEqual([2, 2])
    expect(shown(whole)).toBe(3)
    expect(split?.parts.map(({ figure }) => shown(figure))).toEqual([2, 2])
  })

  it('gives a part the figure and the rows of its own query', async () => {
    for (const by of ['month', 'gender', 'kind', 'centre', 'territory', 'age', 'school-year'] as const)
      for (const measure of THREE) {
        const { split } = await take(measure, { by })
        for (const { key, figure } of split?.parts ?? []) {
          const query = partQuery(DEFAULT_QUERY, by, key)
          const alone = await take(measure, query)
          expect(alone.whole, `${by} ${key}`).toEqual(figure)
          const rows = await rowsBehind(engine.db, measure, { provenance: 'field' }, asking(query))
          if (measure === participations && isKnown(figure)) expect(rows).toHaveLength(figure.value)
        }
      }
  })

  it('chooses the provenance among all rows: a part that is only simulated has no data beside real ones', async () => {
    const { whole, provenance } = await take(participations, {
      kind: ['atelier-prototype'],
      centre: ['echo'],
    })
    expect(provenance).toBe('field')
    expect(shown(whole)).toBe(0)
  })

  it('reads head counts by the one margin asked for, and refuses their cross with the reason', async () => {
    expect(shown((await take(heads, {})).whole)).toBe(12)
    expect(shown((await take(heads, { gender: ['feminin'] })).whole)).toBe(7)
    expect(await parts(heads, { by: 'age' })).toEqual([['moins-de-16', 12]])
    const crossed = await take(heads, { gender: ['feminin'], age: ['moins-de-16'] })
    expect(crossed.whole).toMatchObject({ state: 'not_asked' })
    expect(!isKnown(crossed.whole) && crossed.whole.reason).toContain('n’a pas été relevé')
    const split = await take(heads, { gender: ['feminin'], by: 'age' })
    expect(shown(split.whole)).toBe(7)
    expect(split.split).toMatchObject({ parts: [], refused: expect.stringContaining('croisement') })
  })

  it('refuses what the source does not say, and never answers another question', async () => {
    const { whole, split } = await take(funds, { gender: ['feminin'] })
    expect(whole).toMatchObject({ state: 'not_asked', reason: expect.stringContaining('le genre') })
    expect(split).toBeNull()
    expect((await take(funds, { period: '2018-09' })).whole).toMatchObject({
      reason: expect.stringContaining('année civile'),
    })
    expect(shown((await take(funds, { period: '2018' })).whole)).toBe(1000)
    expect((await take(funds, { by: 'month' })).split?.refused).toContain('le mois')
    const other = await take(participations, { kind: ['visit'] })
    expect(other.whole).toMatchObject({ state: 'not_asked' })
  })

  it('keeps the days of a period, both ends included', async () => {
    expect(shown((await take(participations, { period: '2018-2019' })).whole)).toBe(4)
    expect(shown((await take(participations, { period: '2018-08-31..2018-09-03' })).whole)).toBe(2)
    await expect(take(participations, { period: 'hier' })).rejects.toMatchObject({
      finding: { code: 'unknown-period' },
    })
  })
})
