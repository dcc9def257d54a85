import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, referenceCases } from '../reference/reference-cases'
import { benjaminiHochberg } from './benjamini-hochberg'
import { holm } from './holm'

interface Input {
  pValues: number[]
}
interface Expected {
  adjusted: number[]
}

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })

describe.each([
  ['holm', holm],
  ['benjamini-hochberg', benjaminiHochberg],
] as const)('%s', (of, adjust) => {
  it.each(referenceCases<Input, Expected>(of))('agrees with p.adjust on $input', ({ input, expected }) => {
    const found = adjust(input.pValues)
    expect(found.length).toBe(expected.adjusted.length)
    expected.adjusted.forEach((value, index) => {
      expectAgreement(found[index] ?? Number.NaN, value)
    })
  })

  it('never goes under the raw value, over one, or out of its order', () => {
    fc.assert(
      fc.property(family, (raw) => {
        const adjusted = adjust(raw)
        raw.forEach((p, i) => {
          const own = adjusted[i] ?? Number.NaN
          expect(own).toBeGreaterThanOrEqual(p)
          expect(own).toBeLessThanOrEqual(1)
          raw.forEach((other, j) => {
            if (p <= other) expect(own).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN)
          })
        })
      }),
    )
  })

  it('leaves a family of one as it is, and an empty family empty', () => {
    expect(adjust([0.03])).toEqual([0.03])
    expect(adjust([])).toEqual([])
  })

  it('refuses what is not a probability, naming its place', () => {
    expect(() => adjust([0.2, 1.2])).toThrow('pValues[1]: found 1.2')
    expect(() => adjust([Number.NaN])).toThrow('pValues[0]: found NaN')
  })
})

describe('holm and benjaminiHochberg', () => {
  it('Benjamini-Hochberg never exceeds Holm, which never exceeds Bonferroni', () => {
    fc.assert(
      fc.property(family, (raw) => {
        const strict = holm(raw)
        benjaminiHochberg(raw).forEach((value, index) => {
          expect(value).toBeLessThanOrEqual((strict[index] ?? 0) * (1 + 1e-12))
          expect(strict[index]).toBeLessThanOrEqual(Math.min(1, (raw[index] ?? 0) * raw.length) + 1e-12)
        })
      }),
    )
  })
})
