import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, present, referenceCases } from '../reference/reference-cases'
import { clopperPearson } from './clopper-pearson'
import { wilson } from './wilson'

interface Input {
  successes: number
  n: number
  level: number
}

const counts = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }))

describe('clopperPearson', () => {
  it.each(referenceCases<Input, { low: number; high: number }>('clopper-pearson'))(
    'agrees with binom.test on $input',
    ({ input, expected }) => {
      expectFields(clopperPearson(input.successes, input.n, input.level), expected)
    },
  )

  it('lies in [0, 1], holds the observed proportion and is at least as wide as Wilson at its widest', () => {
    fc.assert(
      fc.property(counts, ({ successes, n }) => {
        const { low, high } = present(clopperPearson(successes, n))
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(successes / n)
        expect(high).toBeGreaterThanOrEqual(successes / n)
        const narrow = present(wilson(successes, n, 0.9))
        expect(high - low).toBeGreaterThan(narrow.high - narrow.low)
      }),
    )
  })

  it('gives the rule of three when nobody agrees', () => {
    for (const n of [1, 10, 200_000]) {
      const { low, high } = present(clopperPearson(0, n))
      expect(low).toBe(0)
      expectAgreement(high, -Math.expm1(Math.log(0.025) / n), 1e-13)
    }
  })

  it('is null without any observation', () => {
    expect(clopperPearson(0, 0)).toBeNull()
  })
})
