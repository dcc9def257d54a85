import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, present, referenceCases } from '../reference/reference-cases'
import { cliffDelta } from './cliff-delta'
import { mannWhitney } from './mann-whitney'

interface Input {
  a: number[]
  b: number[]
  level: number
}
interface Expected {
  delta: number
  variance: number
  low: number
  high: number
}

const scale = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 40 })

describe('cliffDelta', () => {
  it.each(referenceCases<Input, Expected>('cliff-delta'))(
    'agrees with the dominance matrix written out in R on $input',
    ({ input, expected }) => {
      const { delta, variance, low, high } = expected
      const found = present(cliffDelta(input.a, input.b, input.level))
      expectFields(found, { delta, variance })
      expectFields(present(found.interval), { low, high })
    },
  )

  it('lies in [-1, 1], inside its interval, and changes sign with the order of the groups', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const forward = present(cliffDelta(a, b))
        const backward = present(cliffDelta(b, a))
        const interval = present(forward.interval)
        expect(interval.low).toBeGreaterThanOrEqual(-1)
        expect(interval.high).toBeLessThanOrEqual(1)
        expect(interval.low).toBeLessThanOrEqual(forward.delta)
        expect(interval.high).toBeGreaterThanOrEqual(forward.delta)
        expect(interval.high - interval.low).toBeGreaterThan(0)
        expect(backward.delta).toBeCloseTo(-forward.delta, 12)
        expect(present(backward.interval).low).toBeCloseTo(-interval.high, 10)
      }),
    )
  })

  it('is twice the probability of superiority, less one', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const test = mannWhitney(a, b)
        if ('absent' in test) return
        expectAgreement(present(cliffDelta(a, b)).delta, 2 * test.superiority - 1)
      }),
    )
  })

  it('stays modest when two tiny samples do not overlap', () => {
    const interval = present(present(cliffDelta([3, 4], [1, 2])).interval)
    expect(interval.high).toBe(1)
    expect(interval.low).toBeLessThan(-0.5)
  })

  it('gives the estimate without an interval for a group of one', () => {
    expect(cliffDelta([3], [1, 2, 4])).toMatchObject({
      delta: 1 / 3,
      variance: null,
      interval: { absent: 'single-observation' },
    })
  })

  it('gives zero with a width when everybody says the same', () => {
    const found = present(cliffDelta([2, 2, 2], [2, 2]))
    expect(found.delta).toBe(0)
    expect(present(found.interval).high).toBeGreaterThan(0.5)
  })

  it('is absent without two groups', () => {
    expect(cliffDelta([], [])).toEqual({ absent: 'no-observation' })
    expect(cliffDelta([], [1])).toEqual({ absent: 'empty-group' })
  })
})
