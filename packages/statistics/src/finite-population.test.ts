import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectFields, present, referenceCases } from '../reference/reference-cases'
import { finitePopulation, meanInPopulation, wilsonInPopulation } from './finite-population'
import { meanInterval } from './mean-interval'
import { wilson } from './wilson'

interface Input {
  successes: number
  n: number
  population: number
}

describe('wilsonInPopulation', () => {
  it.each(
    referenceCases<Input, { factor: number; base: number; low: number; high: number }>(
      'wilson-in-population',
    ),
  )('agrees with the definition written in R on $input', ({ input, expected }) => {
    const { factor, base, low, high } = expected
    expectFields(finitePopulation(input.n, input.population), { factor, base })
    expectFields(wilsonInPopulation(input.successes, input.n, input.population), { low, high })
  })

  it('is inside the interval for an endless population, and nears it as the population grows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, others, share) => {
          const successes = Math.round(n * share)
          const endless = present(wilson(successes, n))
          const finite = present(wilsonInPopulation(successes, n, n + others))
          expect(finite.high - finite.low).toBeLessThan(endless.high - endless.low)
          const huge = present(wilsonInPopulation(successes, n, 1e12))
          expect(huge.high).toBeCloseTo(endless.high, 8)
        },
      ),
    )
  })

  it('has no interval over a complete count, nothing, or more people than there are', () => {
    expect(wilsonInPopulation(7, 8, 8)).toEqual({ absent: 'complete-count' })
    expect(wilsonInPopulation(0, 0, 8)).toEqual({ absent: 'no-observation' })
    expect(wilsonInPopulation(7, 9, 8)).toEqual({ absent: 'population-under-sample' })
  })
})

describe('meanInPopulation', () => {
  it.each(
    referenceCases<{ values: number[]; population: number }, { mean: number; low: number; high: number }>(
      'mean-in-population',
    ),
  )('agrees with the definition written in R on $input', ({ input, expected }) => {
    expectFields(meanInPopulation(input.values, input.population), { ...expected })
  })

  it("nears Student's interval as the population grows", () => {
    const plain = present(meanInterval([1, 4, 6]))
    expect(present(meanInPopulation([1, 4, 6], 1e12)).low).toBeCloseTo(plain.low, 8)
  })

  it('is absent over a complete count or a single value', () => {
    expect(meanInPopulation([1, 2], 2)).toEqual({ absent: 'complete-count' })
    expect(meanInPopulation([1], 9)).toEqual({ absent: 'single-observation' })
  })
})
