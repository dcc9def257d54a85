import { meanInterval } from '@retombees/statistics/mean-interval'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsInterval } from './moments.ts'

function momentsOf(cents: readonly number[]) {
  const units = cents.map(BigInt)
  return {
    n: cents.length,
    sum: { units: units.reduce((sum, each) => sum + each, 0n), scale: 2 },
    squares: { units: units.reduce((sum, each) => sum + each * each, 0n), scale: 4 },
  }
}

describe('an interval from exact moments', () => {
  it('equals Student’s interval over the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 60 }), (cents) => {
        const direct = meanInterval(cents.map((each) => each / 100))
        const moments = momentsInterval(momentsOf(cents))
        if (!direct || direct.constant) {
          expect(moments).toBeNull()
          return
        }
        expect(moments?.low).toBeCloseTo(direct.low, 9)
        expect(moments?.high).toBeCloseTo(direct.high, 9)
      }),
    )
  })

  it('does not lose a small spread on large values', () => {
    const interval = momentsInterval(momentsOf([100_000_000_000, 100_000_000_001]))
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeCloseTo(2 * 12.7062 * 0.005, 3)
  })
})
