import { DEFAULT_QUERY, type Query } from '@retombees/contract/query'
import { Measure } from '@retombees/programme/measure'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { rowsBehind, takeMeasure } from './kinds.ts'

const PROGRAMME = fixtureProgramme()

/** Cells of two closed years: territory, gender; the men of 2018 are hidden, and the women beside them. */
const cell = (period: string, dimensions: string, codes: string, n: number | null, counted = '*') => ({
  ...{ fact: 'attendances', counted, provenance: 'field', period, dimensions, codes, n, threshold: 11 },
})
const CELLS = [
  cell('2018', '', '', 100),
  cell('2018', 'territory', 'croissant-sud', 60),
  cell('2018', 'territory', 'versant-nord-est', 40),
  cell('2018', 'gender', 'feminin', null),
  cell('2018', 'gender', 'masculin', null),
  cell('2019', '', '', 200),
  cell('2019', 'territory', 'croissant-sud', 110),
  cell('2019', 'territory', 'versant-nord-est', 90),
  cell('2019', 'gender', 'feminin', 150),
  cell('2019', 'gender', 'masculin', 50),
  cell('2019', '', '', 80, 'person'),
]

describe('a measure of what the face does not hold', () => {
  let engine: Engine
  const take = (measure: object, asked: Partial<Query> = {}, byTerritory = true) =>
    takeMeasure(engine.db, Measure.parse({ base: 'attendances', from: 'attendances', ...measure }), {
      programme: PROGRAMME,
      format: 'number',
      unit: 'participations',
      byTerritory,
      query: { ...DEFAULT_QUERY, ...asked },
    })
  const women = { kind: 'share', having: { gender: 'feminin' } }

  beforeAll(async () => {
    engine = await openSnapshot({ cube_cells: CELLS }, 'published')
  })
  afterAll(() => engine.close())

  it('is the sum of published cells, by territory too, and says of which closed periods', async () => {
    const { whole, byTerritory, provenance } = await take({ kind: 'count' })
    expect(provenance).toBe('field')
    expect(whole).toMatchObject({ state: 'value', value: 300, provenance: 'field', loads: [] })
    expect(whole.state === 'value' && whole.base.rule).toMatch(/périodes closes de 2018 à 2019$/)
    expect(byTerritory.map(({ figure }) => figure)).toMatchObject([{ value: 170 }, { value: 130 }])
  })

  it('has a percentage only of two published counts', async () => {
    expect((await take(women)).whole).toMatchObject({
      state: 'suppressed',
      reason: expect.stringMatching(/trop peu/),
    })
    expect((await take(women, { period: '2019' })).whole).toMatchObject({ value: 0.75, denominator: 200 })
    expect((await take(women, { period: '2019' })).byTerritory[0]?.figure).toMatchObject({
      state: 'suppressed',
      reason: expect.stringMatching(/Aucun tableau publié/),
    })
  })

  it('is refused where a filter is finer than what is published', async () => {
    for (const asked of [
      { kind: ['formation'] },
      { period: '2019-03' },
      { period: '2019-01-05..2019-03-31' },
    ])
      expect((await take({ kind: 'count' }, asked)).whole.state, JSON.stringify(asked)).toBe('suppressed')
    expect((await take({ kind: 'count' }, { territory: ['croissant-sud'] })).whole).toMatchObject({
      value: 170,
    })
  })

  it('is split by what the cells cross, one hidden part beside the others', async () => {
    const { split } = await take({ kind: 'count' }, { by: 'civil-year' })
    expect(split?.parts.map(({ key, figure }) => [key, figure.state === 'value' && figure.value])).toEqual([
      ['2018', 100],
      ['2019', 200],
    ])
    const byGender = (await take({ kind: 'count' }, { by: 'gender', period: '2018' })).split
    expect(byGender?.parts.map(({ figure }) => figure.state)).toEqual(['suppressed', 'suppressed'])
    expect((await take({ kind: 'count' }, { by: 'kind' })).split).toMatchObject({
      parts: [],
      refused: expect.stringMatching(/Aucun/),
    })
  })

  it('counts persons only where persons are published, and never adds them up', async () => {
    const persons = { kind: 'distinct', of: 'person' }
    expect((await take(persons, { period: '2019' })).whole).toMatchObject({ value: 80 })
    expect((await take(persons)).whole.state).toBe('value')
    expect((await take({ kind: 'distinct', of: 'workshop' })).whole.state).toBe('suppressed')
  })

  it('has no row behind it, and no sum or mean', async () => {
    const context = {
      programme: PROGRAMME,
      format: 'number',
      unit: '',
      byTerritory: true,
      query: DEFAULT_QUERY,
    } as const
    const measure = Measure.parse({ kind: 'count', from: 'attendances', base: 'attendances' })
    expect(await rowsBehind(engine.db, measure, { provenance: 'field' }, context)).toEqual([])
    const mean = await take({ kind: 'mean', from: 'skill_assessments', of: 'level' })
    expect(mean.whole.state).toBe('no_data')
  })
})
