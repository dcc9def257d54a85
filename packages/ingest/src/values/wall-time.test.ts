import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTime } from './time.ts'
import { readWallTime, secondsBetween } from './wall-time.ts'

const paris = (written: string) => readWallTime(written, 'day-first', 'Europe/Paris')

describe('a day and a time', () => {
  it.each([
    ['2019-01-31T08:05:10Z', '2019-01-31T09:05:10'],
    ['2019-07-31T08:05:10Z', '2019-07-31T10:05:10'],
    ['2019-07-31T23:30:00Z', '2019-08-01T01:30:00'],
    ['2019-01-31 08:05:10+05:30', '2019-01-31T03:35:10'],
    ['2019-01-31 08:05 -0100', '2019-01-31T10:05:00'],
    // The clocks go forward at 1:00 and back at 1:00, universal time.
    ['2019-03-31T00:59:59Z', '2019-03-31T01:59:59'],
    ['2019-03-31T01:00:00Z', '2019-03-31T03:00:00'],
    ['2019-10-27T00:30:00Z', '2019-10-27T02:30:00'],
    ['2019-10-27T01:30:00Z', '2019-10-27T02:30:00'],
    ['2019-01-31 09:30', '2019-01-31T09:30:00'],
    ['31/01/2019 9h30', '2019-01-31T09:30:00'],
    ['31/01/2019 09:30:15.250', '2019-01-31T09:30:15'],
  ])('written %s is %s in Paris', (written, wall) => {
    expect(paris(written)).toEqual({ value: wall })
  })

  it.each([
    '2019-01-31',
    '09:30',
    '2019-02-30 09:30',
    '2019-01-31 24:10',
    '2019-01-31 09:60',
    '31.01.19 9h',
    'hier à 9h',
  ])('written %s is refused with a reason', (written) => {
    expect(paris(written)).toEqual({ problem: expect.any(String) })
  })

  it('is not read with the day first where the source does not say so', () => {
    expect(readWallTime('31/01/2019 09:30', 'iso', 'Europe/Paris').problem).toContain('AAAA-MM-JJ')
  })

  it('agrees with the system, at any instant and in zones of every kind', () => {
    const zones = fc.constantFrom('Europe/Paris', 'America/St_Johns', 'Pacific/Apia', 'UTC', 'Asia/Kolkata')
    const instants = fc
      .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
      .map((at) => at - (at % 1000))
    fc.assert(
      fc.property(zones, instants, (timeZone, at) => {
        const system = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
        const written = new Date(at).toISOString()
        expect(readWallTime(written, 'iso', timeZone).value).toBe(system.format(at).replace(' ', 'T'))
      }),
    )
  })

  it('gives lengths in seconds', () => {
    expect(secondsBetween('2019-01-31T23:59:00', '2019-02-01T00:01:30')).toBe(150)
  })
})

describe('a time of day', () => {
  it.each([
    ['9h30', '09:30'],
    ['9 h', '09:00'],
    ['09:30', '09:30'],
    ['9:30:00', '09:30'],
    ['0h05', '00:05'],
  ])('written %s is %s', (written, time) => {
    expect(readTime(written)).toEqual({ value: time })
  })

  it.each(['24h', '9h60', '9', 'neuf heures', '9:30:15', ''])('written « %s » is refused', (written) => {
    expect(readTime(written)).toEqual({ problem: expect.any(String) })
  })
})
