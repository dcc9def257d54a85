import { describe, expect, it } from 'vitest'
import { isDuration, keptUntil } from './retention.ts'

const programme = (retention: string | undefined) =>
  ({
    periods: [
      { id: 'projet', label: { fr: '' }, start: '2017-01-01', end: '2019-12-31' },
      { id: 'enquete', label: { fr: '' }, start: '2018-07-01', end: '2018-12-31' },
    ],
    sources: [{ id: 'feuilles', retention }],
  }) as unknown as Parameters<typeof keptUntil>[0]

describe('how long identifiers and words are kept', () => {
  it.each([
    ['P3Y', '2019-06-30', '2022-12-31'],
    ['P3Y', '2021-02-15', '2024-02-15'],
    ['P1Y', '2020-02-29', '2021-02-28'],
    ['P1M', '2021-01-31', '2021-02-28'],
    ['P1Y6M10D', '2020-01-01', '2021-07-11'],
    ['P90D', '2020-12-01', '2021-03-01'],
  ])('%s after the programme or the file, whichever ends last: %s gives %s', (duration, received, until) => {
    expect(keptUntil(programme(duration), 'feuilles', received)).toBe(until)
  })

  it('is without an end where the source says nothing, or is not known', () => {
    expect(keptUntil(programme(undefined), 'feuilles', '2019-06-30')).toBeNull()
    expect(keptUntil(programme('P3Y'), 'autre', '2019-06-30')).toBeNull()
  })

  it('is said in years, months and days', () => {
    expect(['P3Y', 'P18M', 'P1Y2M3D'].map(isDuration)).toEqual([true, true, true])
    expect(['3 ans', 'P', 'PT3H', 'P3', 'P1W', ''].map(isDuration)).toEqual(Array(6).fill(false))
  })
})
