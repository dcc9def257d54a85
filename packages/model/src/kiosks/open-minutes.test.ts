import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Outage, openMinutes, type Slot, type Standing } from './open-minutes.ts'

const KIOSK: Standing = { kiosk: 'k', centre: 'c', from: '2018-03-01', to: null }
const slot = (weekday: number, opening: string, closing: string): Slot => ({
  centre: 'c',
  weekday,
  opening,
  closing,
  from: '2018-01-01',
  to: null,
})
/** Monday 5 to Sunday 11 March 2018. */
const WEEK = { from: '2018-03-05', to: '2018-03-11' }
const SLOTS = [slot(1, '09:00', '12:00'), slot(1, '14:00', '18:00'), slot(3, '09:00', '12:00')]
const during = (outages: Outage[], standings = [KIOSK], days = WEEK) =>
  openMinutes(standings, SLOTS, outages, days).get('c')
const down = (start: string, end: string | null): Outage => ({ kiosk: 'k', start, end })

describe('the minutes during which a kiosk could be used', () => {
  it('are the opening hours of its centre, week after week', () => {
    expect(during([])).toEqual({ open: 600, down: 0 })
    expect(during([], [KIOSK], { from: '2018-03-05', to: '2018-03-18' })).toEqual({ open: 1200, down: 0 })
  })

  it('begin with its installation and end with its removal', () => {
    expect(during([], [{ ...KIOSK, from: '2018-03-06' }])).toEqual({ open: 180, down: 0 })
    expect(during([], [{ ...KIOSK, to: '2018-03-05' }])).toEqual({ open: 420, down: 0 })
    expect(during([], [{ ...KIOSK, from: '2018-04-01' }])).toEqual({ open: 0, down: 0 })
  })

  it('lose an outage only where the centre was open', () => {
    expect(during([down('2018-03-05 11:00:00', '2018-03-05 15:00:00')])).toEqual({ open: 600, down: 120 })
    expect(during([down('2018-03-06 08:00:00', '2018-03-06 20:00:00')])).toEqual({ open: 600, down: 0 })
  })

  it('lose two outages at once only once, and one without an end until the last day', () => {
    const twice = [
      down('2018-03-05 09:00:00', '2018-03-05 11:00:00'),
      down('2018-03-05 10:00:00', '2018-03-05 12:00:00'),
    ]
    expect(during(twice)).toEqual({ open: 600, down: 180 })
    expect(during([down('2018-03-05 14:00:00', null)])).toEqual({ open: 600, down: 420 })
  })

  it('count each kiosk of a centre that has two', () => {
    expect(during([down('2018-03-05 09:00:00', null)], [KIOSK, { ...KIOSK, kiosk: 'other' }])).toEqual({
      open: 1200,
      down: 600,
    })
  })

  it('are never fewer than those lost, whatever the outages', () => {
    const instant = fc
      .tuple(
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
      )
      .map(
        ([day, hour, minute]) =>
          `2018-03-${[day, hour, minute]
            .map((n) => String(n).padStart(2, '0'))
            .join(' ')
            .replace(/ (\d\d)$/, ':$1')}:00`,
      )
    const outage = fc
      .tuple(instant, fc.option(instant))
      .map(([a, b]) => (b === null || a <= b ? down(a, b) : down(b, a)))
    fc.assert(
      fc.property(fc.array(outage, { maxLength: 6 }), (outages) => {
        const { open = 0, down: lost = 0 } = during(outages) ?? {}
        expect(lost).toBeGreaterThanOrEqual(0)
        expect(lost).toBeLessThanOrEqual(open)
      }),
    )
  })
})
