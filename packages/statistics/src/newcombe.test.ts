import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectFields, present, referenceCases } from '../reference/reference-cases'
import { newcombe, type Proportion } from './newcombe'

interface Input {
  a: Proportion
  b: Proportion
  level: number
}

const proportion = fc
  .integer({ min: 1, max: 500 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }))

describe('newcombe', () => {
  it.each(referenceCases<Input, { difference: number; low: number; high: number }>('newcombe'))(
    'agrees with the formula written in R on $input',
    ({ input, expected }) => {
      expectFields(newcombe(input.a, input.b, input.level), expected)
    },
  )

  it('prints what the paper prints for its first two contrasts', () => {
    const first = present(newcombe({ successes: 56, n: 70 }, { successes: 48, n: 80 }))
    const second = present(newcombe({ successes: 9, n: 10 }, { successes: 3, n: 10 }))
    expect([first.low.toFixed(4), first.high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
    expect([second.low.toFixed(4), second.high.toFixed(4)]).toEqual(['0.1705', '0.8090'])
  })

  it('lies in [-1, 1], holds the observed difference and changes sign with the order', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const forward = present(newcombe(a, b))
        const backward = present(newcombe(b, a))
        expect(forward.low).toBeGreaterThanOrEqual(-1)
        expect(forward.high).toBeLessThanOrEqual(1)
        expect(forward.low).toBeLessThanOrEqual(forward.difference)
        expect(forward.high).toBeGreaterThanOrEqual(forward.difference)
        expect(backward.low).toBeCloseTo(-forward.high, 12)
        expect(backward.high).toBeCloseTo(-forward.low, 12)
      }),
    )
  })

  it('is null when either base is empty', () => {
    expect(newcombe({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toBeNull()
    expect(newcombe({ successes: 1, n: 2 }, { successes: 0, n: 0 })).toBeNull()
  })
})
