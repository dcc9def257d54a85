import { describe, expect, it } from 'vitest'
import { periodBefore, periodOf, periodOfDay } from './period.ts'

describe('the days of a period', () => {
  it.each([
    ['2018-02', '2018-02-01', '2018-02-28'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2018-t3', '2018-07-01', '2018-09-30'],
    ['2018-2019', '2018-09-01', '2019-08-31'],
    ['2018', '2018-01-01', '2018-12-31'],
    ['2018-09-01..2018-12-31', '2018-09-01', '2018-12-31'],
  ])('reads %s', (text, start, end) => {
    expect(periodOf(text)).toEqual({ start, end })
  })

  it.each([
    '',
    '2018-13',
    '2018-t5',
    '2018-2020',
    '2018-02-30..2018-03-01',
    '2018-03-02..2018-03-01',
    'hier',
  ])('does not guess « %s »', (text) => {
    expect(periodOf(text)).toBeNull()
  })
})

describe('the period before', () => {
  it.each([
    ['2018-01', '2017-12'],
    ['2018-03', '2018-02'],
    ['2018-t1', '2017-t4'],
    ['2018-t3', '2018-t2'],
    ['2018-2019', '2017-2018'],
    ['2018', '2017'],
    ['2018-01-01..2018-01-31', '2017-12-01..2017-12-31'],
  ])('of %s is %s, which ends the day before it begins', (text, before) => {
    expect(periodBefore(text)).toBe(before)
    const gap = Date.parse(periodOf(text)?.start ?? '') - Date.parse(periodOf(before)?.end ?? '')
    expect(gap).toBe(86_400_000)
  })

  it('does not exist of what is no period', () => {
    expect(periodBefore('projet')).toBeNull()
  })
})

describe('a day on an axis of time', () => {
  it('lies in the period that its axis writes', () => {
    for (const day of ['2018-01-01', '2018-08-31', '2018-09-01', '2018-12-31'])
      for (const axis of ['month', 'quarter', 'school-year', 'civil-year']) {
        const days = periodOf(periodOfDay(day, axis) ?? '')
        expect(days !== null && days.start <= day && day <= days.end, `${day} ${axis}`).toBe(true)
      }
    expect(periodOfDay('2018-01-01', 'gender')).toBeNull()
  })
})
