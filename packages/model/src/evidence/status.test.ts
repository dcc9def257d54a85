import type { KnownFigure } from '@retombees/contract/figure'
import type { Measure } from '@retombees/programme/measure'
import { describe, expect, it } from 'vitest'
import { readingOf } from './reading.ts'
import { statusOf, statusWords } from './status.ts'

const figure = (value: number, low: number | null, high: number | null, n = 81): KnownFigure => ({
  state: 'value',
  where: {},
  format: 'percent',
  unit: '%',
  value,
  numerator: Math.round(value * n),
  denominator: n,
  base: { kind: 'respondents', rule: '', n },
  interval: low === null || high === null ? null : { low, high, level: 0.95, method: 'wilson' },
  smallBase: n < 10,
  provenance: 'published',
  loads: [],
  discrepancies: [],
})
const measure: Measure = {
  kind: 'survey-share',
  questionnaire: 'q',
  item: 'i',
  codes: ['yes'],
  over: 'all-respondents',
}
const complete: Measure = { kind: 'coverage', variable: 'v', codes: ['yes'], base: 'centres' }
const target = { value: 0.6, date: '2019-12-31', setBy: 'COPIL', setOn: '2019-06-01', setLater: true }
const aiming = (direction: 'higher' | 'lower') => ({ direction, measure, target })

describe('where an indicator stands against its target', () => {
  it('follows the interval', () => {
    const higher = (value: number, low: number, high: number) =>
      statusOf(aiming('higher'), figure(value, low, high))
    expect(higher(0.75, 0.65, 0.83)).toBe('reached')
    expect(higher(0.65, 0.55, 0.74)).toBe('likely')
    expect(higher(0.55, 0.45, 0.65)).toBe('undetermined')
    expect(higher(0.4, 0.3, 0.51)).toBe('missed')
  })

  it('mirrors it where lower is better', () => {
    const lower = (value: number, low: number, high: number) =>
      statusOf(aiming('lower'), figure(value, low, high))
    expect(lower(0.4, 0.3, 0.51)).toBe('reached')
    expect(lower(0.55, 0.45, 0.65)).toBe('likely')
    expect(lower(0.65, 0.55, 0.74)).toBe('undetermined')
    expect(lower(0.75, 0.65, 0.83)).toBe('missed')
  })

  it('stays undetermined on a small sample and not on a complete count', () => {
    expect(statusOf(aiming('higher'), figure(1, null, null, 6))).toBe('undetermined')
    expect(statusOf({ ...aiming('higher'), measure: complete }, figure(7 / 8, null, null, 8))).toBe('reached')
    expect(statusOf({ ...aiming('higher'), measure: complete }, figure(4 / 8, null, null, 8))).toBe('missed')
  })

  it('says that a target was set after the fact, by whom and when', () => {
    expect(statusWords(aiming('higher'), figure(0.75, 0.65, 0.83))).toBe(
      'atteint (cible 60\u202f% au 31/12/2019, fixée après coup, par COPIL le 01/06/2019)',
    )
  })
})

describe('which side of one half a share lies on', () => {
  const read = (value: number, low: number, high: number) =>
    readingOf({ direction: 'higher', measure }, figure(value, low, high))

  it('is established only when the whole interval is on that side', () => {
    expect(read(0.75, 0.65, 0.83)).toBe('majority-established')
    expect(read(41 / 81, 0.4, 0.61)).toBe('majority-likely')
    expect(read(0.5, 0.39, 0.61)).toBe('split')
    expect(read(0.45, 0.35, 0.56)).toBe('minority-likely')
    expect(read(0.2, 0.12, 0.3)).toBe('minority-established')
    expect(read(0.6, 0.5, 0.7)).toBe('majority-likely')
  })

  it('says nothing without a direction or without an interval', () => {
    expect(readingOf({ direction: 'none', measure }, figure(0.75, 0.65, 0.83))).toBeNull()
    expect(readingOf({ direction: 'higher', measure }, figure(1, null, null, 6))).toBeNull()
  })
})
