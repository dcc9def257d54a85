import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, present, referenceCases } from '../reference/reference-cases'
import { mannWhitney, mannWhitneyOfTally } from './mann-whitney'
import { tallyOfValues } from './ordered-tally'

interface Input {
  a: number[]
  b: number[]
}

const scale = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 40 })

describe('mannWhitney', () => {
  it.each(referenceCases<Input, { u: number; pValue: number; exact: boolean }>('mann-whitney'))(
    'agrees with wilcox.test on $input',
    ({ input, expected }) => {
      const found = present(mannWhitney(input.a, input.b))
      expect(found.u).toBe(expected.u)
      expectAgreement(found.pValue, expected.pValue)
      expect(found.method).toBe(expected.exact ? 'exact' : 'normal')
    },
  )

  it('keeps its p-value and mirrors its count when the groups are swapped', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const forward = mannWhitney(a, b)
        const backward = mannWhitney(b, a)
        if ('absent' in forward) {
          expect(backward).toEqual(forward)
          return
        }
        const other = present(backward)
        expectAgreement(other.pValue, forward.pValue)
        expect(other.u + forward.u).toBe(a.length * b.length)
        expect(other.superiority).toBeCloseTo(1 - forward.superiority, 12)
      }),
    )
  })

  it('depends on the order of the values only', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const stretch = (value: number) => value ** 3 - 7
        expect(mannWhitney(a.map(stretch), b.map(stretch))).toEqual(mannWhitney(a, b))
      }),
    )
  })

  it('counts each pair by its definition', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const found = mannWhitney(a, b)
        if ('absent' in found) return
        const pairs = a.flatMap((x) => b.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)))
        expect(found.u).toBe(pairs.reduce<number>((sum, each) => sum + each, 0))
      }),
    )
  })

  it('is the same from values and from counts by value', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        expect(mannWhitneyOfTally(tallyOfValues(a, b))).toEqual(mannWhitney(a, b))
      }),
    )
  })

  it('is absent, with a reason, without two groups or without variation', () => {
    expect(mannWhitney([], [])).toEqual({ absent: 'no-observation' })
    expect(mannWhitney([1, 2], [])).toEqual({ absent: 'empty-group' })
    expect(mannWhitney([3, 3], [3])).toEqual({ absent: 'no-variation' })
  })

  it('finds nothing in one against one', () => {
    expect(mannWhitney([1], [2])).toMatchObject({ u: 0, pValue: 1, method: 'exact' })
  })

  it('refuses a tally that is not one, naming what is wrong', () => {
    expect(() => mannWhitneyOfTally({ values: [2, 1], a: [1, 1], b: [1, 1] })).toThrow('values[1]: found 1')
    expect(() => mannWhitneyOfTally({ values: [1, 2], a: [1], b: [1, 1] })).toThrow('a.length: found 1')
    expect(() => mannWhitneyOfTally({ values: [1], a: [1], b: [-1] })).toThrow('b[0]: found -1')
    expect(() => mannWhitney([Number.NaN], [1])).toThrow('a[0]: found NaN')
  })
})
