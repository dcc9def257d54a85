import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectFields, present, referenceCases } from '../reference/reference-cases'
import { pairedChange } from './paired-change'
import { wilcoxonSignedRank } from './wilcoxon-signed-rank'

interface Input {
  before: number[]
  after: number[]
}
interface Expected {
  mean: number
  sd: number
  low: number
  high: number
  v: number
  pValue: number
  exact: boolean
}

const differences = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 })

describe('pairedChange', () => {
  it.each(referenceCases<Input, Expected>('paired-change'))(
    'agrees with paired t.test and wilcox.test on $input',
    ({ input, expected }) => {
      const { mean, sd, low, high, v, pValue, exact } = expected
      const found = present(pairedChange(input.before, input.after))
      expectFields(found, { mean, sd })
      expectFields(present(found.interval), { low, high })
      expectFields(present(found.test), { v, pValue })
      expect(present(found.test).method).toBe(exact ? 'exact' : 'normal')
    },
  )

  it('counts who went up, stayed and went down', () => {
    expect(pairedChange([1, 2, 3, 4], [2, 2, 5, 3])).toMatchObject({
      n: 4,
      up: 2,
      same: 1,
      down: 1,
      meanBefore: 2.5,
      meanAfter: 3,
    })
  })

  it('mirrors when before and after are swapped', () => {
    fc.assert(
      fc.property(differences, (changes) => {
        const before = changes.map((_, index) => index)
        const after = changes.map((change, index) => index + change)
        const forward = present(pairedChange(before, after))
        const backward = present(pairedChange(after, before))
        expect(backward.mean).toBeCloseTo(-forward.mean, 12)
        expect(backward.up).toBe(forward.down)
        if ('absent' in forward.test) expect(backward.test).toEqual(forward.test)
        else expectAgreement(present(backward.test).pValue, forward.test.pValue)
      }),
    )
  })

  it('gives the change of one person without an interval', () => {
    expect(pairedChange([2], [5])).toMatchObject({
      n: 1,
      mean: 3,
      sd: null,
      interval: { absent: 'single-observation' },
    })
  })

  it('gives no interval and no test when nobody moved', () => {
    expect(pairedChange([2, 3], [2, 3])).toMatchObject({
      mean: 0,
      interval: { absent: 'no-variation' },
      test: { absent: 'no-variation' },
    })
  })

  it('gives a test but no interval when everybody moved alike', () => {
    const found = present(pairedChange([1, 2, 3], [2, 3, 4]))
    expect(found.interval).toEqual({ absent: 'no-variation' })
    expect(present(found.test).v).toBe(6)
  })

  it('is absent without a pair, and refuses two lists that do not pair', () => {
    expect(pairedChange([], [])).toEqual({ absent: 'no-observation' })
    expect(wilcoxonSignedRank([])).toEqual({ absent: 'no-observation' })
    expect(() => pairedChange([1, 2], [1])).toThrow('after.length: found 1, expected 2')
  })
})

describe('wilcoxonSignedRank', () => {
  it('has the exact law of all sign assignments for small samples', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 9 }),
        (sizes) => {
          const signed = sizes.map((size, index) => (index % 3 === 0 ? -size : size))
          const found = present(wilcoxonSignedRank(signed))
          const n = sizes.length
          const middle = (n * (n + 1)) / 4
          let extreme = 0
          for (let signs = 0; signs < 2 ** n; signs++) {
            let sum = 0
            for (let rank = 1; rank <= n; rank++) if (signs & (1 << (rank - 1))) sum += rank
            if (Math.abs(sum - middle) >= Math.abs(found.v - middle)) extreme += 1
          }
          expectAgreement(found.pValue, extreme / 2 ** n)
        },
      ),
    )
  })
})
