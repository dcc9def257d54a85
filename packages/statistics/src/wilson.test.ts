import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectFields, present, referenceCases } from '../reference/reference-cases'
import { normalCritical } from './distributions/normal'
import { StatisticsInputError } from './errors'
import { scoreInterval, wilson } from './wilson'

interface Input {
  successes: number
  n: number
  level: number
}

const counts = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }))
const levels = fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99, 0.999)

describe('wilson', () => {
  it.each(referenceCases<Input, { low: number; high: number }>('wilson'))(
    'agrees with prop.test on $input',
    ({ input, expected }) => {
      expectFields(wilson(input.successes, input.n, input.level), expected)
    },
  )

  it('lies in [0, 1] and holds the observed proportion', () => {
    fc.assert(
      fc.property(counts, levels, ({ successes, n }, level) => {
        const { low, high } = present(wilson(successes, n, level))
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(successes / n)
        expect(high).toBeGreaterThanOrEqual(successes / n)
        expect(high - low).toBeGreaterThan(0)
      }),
    )
  })

  it('is the mirror image when successes and failures are swapped', () => {
    fc.assert(
      fc.property(counts, levels, ({ successes, n }, level) => {
        const one = present(wilson(successes, n, level))
        const other = present(wilson(n - successes, n, level))
        expect(other.low).toBeCloseTo(1 - one.high, 12)
        expect(other.high).toBeCloseTo(1 - one.low, 12)
      }),
    )
  })

  it('narrows as the base grows around the same proportion', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 9 }), ({ successes, n }, times) => {
        const small = present(wilson(successes, n))
        const large = present(wilson(successes * times, n * times))
        expect(large.high - large.low).toBeLessThan(small.high - small.low)
      }),
    )
  })

  it('has bounds that the score test just accepts', () => {
    const { low, high } = present(wilson(43, 51))
    for (const bound of [low, high]) {
      const score = Math.abs(43 / 51 - bound) / Math.sqrt((bound * (1 - bound)) / 51)
      expect(score).toBeCloseTo(normalCritical(0.95), 12)
    }
  })

  it('is null without any observation', () => {
    expect(wilson(0, 0)).toBeNull()
  })

  it('touches 0 and 1 exactly when nobody or everybody agrees', () => {
    for (let n = 1; n < 2000; n++) {
      expect(wilson(0, n)?.low).toBe(0)
      expect(wilson(n, n)?.high).toBe(1)
    }
    expect(scoreInterval(1, 2.5, 0.95).high).toBe(1)
  })

  it.each([
    [3, 2, 0.95, 'successes'],
    [-1, 2, 0.95, 'successes'],
    [0.5, 2, 0.95, 'successes'],
    [1, Number.NaN, 0.95, 'n'],
    [1, 2, 95, 'level'],
    [1, 2, 1, 'level'],
  ])('refuses %d out of %d at level %d, naming %s', (successes, n, level, argument) => {
    expect(() => wilson(successes, n, level)).toThrow(StatisticsInputError)
    expect(() => wilson(successes, n, level)).toThrow(argument)
  })
})
