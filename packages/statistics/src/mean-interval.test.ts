import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, present, referenceCases } from '../reference/reference-cases'
import { meanInterval, meanIntervalOfCounts } from './mean-interval'

interface Input {
  values: number[]
  level: number
}
interface Expected {
  mean: number
  sd: number
  low: number
  high: number
}

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 })

describe('meanInterval', () => {
  it.each(referenceCases<Input, Expected>('mean-interval'))(
    'agrees with t.test on $input',
    ({ input, expected }) => {
      expectFields(meanInterval(input.values, input.level), { ...expected })
    },
  )

  it('is centred on the mean and moves with the values', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const found = present(meanInterval(sample))
        const moved = present(meanInterval(sample.map((value) => value + 500)))
        expect((found.low + found.high) / 2).toBeCloseTo(found.mean, 8)
        expect(moved.mean).toBeCloseTo(found.mean + 500, 8)
        expect(moved.sd).toBeCloseTo(found.sd, 8)
      }),
    )
  })

  it('is the same from values and from counts by value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 60 }), (sample) => {
        const counts = [1, 2, 3, 4, 5].map((level) => sample.filter((value) => value === level).length)
        const found = present(meanIntervalOfCounts([1, 2, 3, 4, 5], counts))
        const { mean, sd, low, high, n, constant } = present(meanInterval(sample))
        expectFields(found, { mean, sd, low, high, n }, 1e-12)
        expect(found.constant).toBe(constant)
      }),
    )
  })

  it('is null under two values', () => {
    expect(meanInterval([])).toBeNull()
    expect(meanInterval([4])).toBeNull()
    expect(meanIntervalOfCounts([1, 2], [0, 1])).toBeNull()
  })

  it('says that it is constant when all values are alike, whatever their rounding', () => {
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual({
      mean: 0.1,
      sd: 0,
      n: 3,
      low: 0.1,
      high: 0.1,
      level: 0.95,
      constant: true,
    })
  })

  it('keeps the digits of large values that differ little', () => {
    expectAgreement(present(meanInterval([1e12 + 1, 1e12 + 2, 1e12 + 3])).sd, 1)
  })

  it('refuses what is not a number, naming its place', () => {
    expect(() => meanInterval([1, Number.NaN])).toThrow('values[1]: found NaN')
    expect(() => meanIntervalOfCounts([1, 2], [3])).toThrow('counts.length: found 1')
    expect(() => meanIntervalOfCounts([1], [1.5])).toThrow('counts[0]: found 1.5')
  })
})
