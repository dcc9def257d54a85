import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, decimal, meanHalfUp, plain, sum } from './decimal.ts'

const numbers = (texts: string[]) => texts.map(decimal)
const mean = (texts: string[], decimals: number) => {
  const value = meanHalfUp(numbers(texts), decimals)
  return value && plain(value)
}

describe('exact decimals', () => {
  it('round the mean half away from zero, where floating point would not', () => {
    expect(mean(['1', '2', '2', '3', '1', '1', '1', '1'], 1)).toBe('1.5')
    expect(mean(['2.05'], 1)).toBe('2.1')
    expect(mean(['1.005'], 2)).toBe('1.01')
    expect(mean(['-0.05'], 1)).toBe('-0.1')
    expect(mean(['4', '4', '4', '5', '5', '4'], 1)).toBe('4.3')
    expect(mean([], 1)).toBeNull()
  })

  it('sum to the cent', () => {
    expect(plain(sum(numbers(['0.1', '0.2'])))).toBe('0.3')
    expect(compare(sum(numbers(['0.1', '0.2'])), decimal('0.30'))).toBe(0)
  })

  it('have a mean between the least and the greatest, up to its rounding', () => {
    const value = fc
      .tuple(fc.integer({ min: -9999, max: 9999 }), fc.nat(3))
      .map(([units, scale]) => ({ units: BigInt(units), scale }))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const sorted = [...values].sort(compare)
        const rounded = meanHalfUp(values, 3)
        if (!rounded) throw new Error('a mean is expected')
        expect(compare(rounded, sorted[0] as typeof rounded)).toBeGreaterThanOrEqual(0)
        expect(compare(rounded, sorted.at(-1) as typeof rounded)).toBeLessThanOrEqual(0)
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
