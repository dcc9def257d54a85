import { describe, expect, it } from 'vitest'
import {
  addDays,
  daysBetween,
  isPublicHoliday,
  isSchoolHoliday,
  universalTime,
  weekdayOf,
} from './calendar.ts'

describe('the calendar of the simulation', () => {
  it('knows days, weekdays and what lies between', () => {
    expect(addDays('2019-02-28', 1)).toBe('2019-03-01')
    expect(daysBetween('2019-12-30', '2020-01-02')).toHaveLength(4)
    expect(daysBetween('2019-01-02', '2019-01-01')).toEqual([])
    expect(['2019-01-31', '2019-04-15', '2019-06-30'].map(weekdayOf)).toEqual([3, 0, 6])
  })

  it('knows the public holidays that follow Easter', () => {
    const of2019 = ['2019-04-22', '2019-05-30', '2019-06-10', '2019-07-14', '2019-12-25']
    expect(daysBetween('2019-04-01', '2019-12-31').filter(isPublicHoliday)).toEqual(
      expect.arrayContaining(of2019),
    )
    expect(isPublicHoliday('2018-04-02')).toBe(true)
    expect(isPublicHoliday('2019-04-23')).toBe(false)
    expect(isSchoolHoliday('2019-08-01')).toBe(true)
    expect(isSchoolHoliday('2019-06-03')).toBe(false)
  })

  it('writes a wall time as universal time, on both sides of a change of clocks', () => {
    expect(universalTime('2019-01-31T09:00:00', 'Europe/Paris')).toBe('2019-01-31T08:00:00Z')
    expect(universalTime('2019-07-31T09:00:00', 'Europe/Paris')).toBe('2019-07-31T07:00:00Z')
    expect(universalTime('2019-03-31T10:00:00', 'Europe/Paris')).toBe('2019-03-31T08:00:00Z')
  })
})
