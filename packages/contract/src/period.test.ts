import { describe, expect, it } from 'vitest'
import { periodOf } from './period.ts'

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
