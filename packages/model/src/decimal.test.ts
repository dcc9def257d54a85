import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, decimal, decimalText, divideHalfUp, meanHalfUp, total } from './decimal.ts'

const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map((units) => ({ units, scale: 2 }))

describe('exact decimals', () => {
  it('rounds halves up where binary floating point does not', () => {
    expect(divideHalfUp(decimal('1.45'), 1n, 1)).toBe('1.5')
    expect((1.45).toFixed(1)).toBe('1.4')
    expect(divideHalfUp(decimal('-1.45'), 1n, 1)).toBe('-1.5')
    expect(divideHalfUp(decimal('-0.04'), 1n, 1)).toBe('0.0')
    expect(divideHalfUp(decimal('9.00'), 6n, 1)).toBe('1.5')
  })

  it('gives the means printed in the grids', () => {
    const scores = (...values: number[]) => values.map((value) => decimal(value))
    expect(meanHalfUp(scores(4, 4, 4, 5, 5, 4), 1)).toBe(4.3)
    expect(meanHalfUp(scores(0, 0, 3, 0, 3), 1)).toBe(1.2)
    expect(meanHalfUp(scores(0, 0, 0, 0, 0, 0), 1)).toBe(0)
    expect(meanHalfUp([], 1)).toBeNull()
  })

  it('reads back what it writes, and adds in any order to the same text', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 30 }), (values) => {
        for (const value of values) expect(decimal(decimalText(value))).toEqual(value)
        expect(decimalText(total(values))).toBe(decimalText(total([...values].reverse())))
      }),
    )
  })

  it('stays within half a unit of the last place', () => {
    fc.assert(
      fc.property(cents, fc.bigInt({ min: 1n, max: 500n }), (value, divisor) => {
        const rounded = decimal(divideHalfUp(value, divisor, 3))
        const back = { units: rounded.units * divisor, scale: 3 }
        const gap = add(back, { units: -value.units, scale: 2 })
        const bound = divisor
        expect(2n * (gap.units < 0n ? -gap.units : gap.units) <= bound).toBe(true)
      }),
    )
  })

  it('refuses what is not a decimal', () => {
    expect(() => decimal('3,5')).toThrow(SyntaxError)
    expect(() => divideHalfUp(decimal('1'), 0n, 1)).toThrow(RangeError)
  })
})
