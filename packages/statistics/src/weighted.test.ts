import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectFields, present, referenceCases } from '../reference/reference-cases'
import { kish, kishOfSums } from './kish'
import { meanInterval } from './mean-interval'
import { weightedMean } from './weighted-mean'
import { weightedProportion, weightedProportionOfSums } from './weighted-proportion'
import { wilson } from './wilson'

interface ProportionInput {
  success: number[]
  weights: number[]
  population: number
}
interface ProportionExpected {
  share: number
  effectiveBase: number
  designEffect: number
  low: number
  high: number
  lowInPopulation: number
  highInPopulation: number
}
interface MeanInput {
  values: number[]
  weights: number[]
}
interface MeanExpected {
  mean: number
  standardError: number
  low: number
  high: number
}

const weights = fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 1, maxLength: 50 })

describe('weightedProportion', () => {
  it.each(referenceCases<ProportionInput, ProportionExpected>('weighted-proportion'))(
    'agrees with the definitions written in R on $input',
    ({ input, expected }) => {
      const { share, effectiveBase, designEffect, low, high, lowInPopulation, highInPopulation } = expected
      const observations = input.weights.map((weight, i) => ({ weight, success: input.success[i] === 1 }))
      const found = present(weightedProportion(observations))
      expectFields(found, { share, effectiveBase, designEffect })
      expectFields(present(found.interval), { low, high })
      const finite = present(weightedProportion(observations, { population: input.population }))
      expectFields(present(finite.interval), { low: lowInPopulation, high: highInPopulation })
    },
  )

  it('is Wilson when all weights are equal, whatever their scale', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 80 }), (answers) => {
        const found = present(weightedProportion(answers.map((success) => ({ success, weight: 0.7 }))))
        const { low, high } = present(wilson(answers.filter(Boolean).length, answers.length))
        expectFields(present(found.interval), { low, high }, 1e-12)
      }),
    )
  })

  it('has no interval over a complete count, nor over more people than there are', () => {
    const observations = [
      { success: true, weight: 1 },
      { success: false, weight: 1 },
    ]
    expect(weightedProportion(observations, { population: 2 })).toMatchObject({
      share: 0.5,
      interval: { absent: 'complete-count' },
    })
    expect(weightedProportion(observations, { population: 1 })).toMatchObject({
      interval: { absent: 'population-under-sample' },
    })
  })

  it('is absent without observation or without weight, and refuses sums that cannot be', () => {
    expect(weightedProportion([])).toEqual({ absent: 'no-observation' })
    expect(weightedProportion([{ success: true, weight: 0 }])).toEqual({ absent: 'zero-weight' })
    const sums = { n: 3, weight: 3, squaredWeight: 3, weightOfSuccesses: 4 }
    expect(() => weightedProportionOfSums(sums)).toThrow('weightOfSuccesses: found 4')
  })
})

describe('weightedMean', () => {
  it.each(referenceCases<MeanInput, MeanExpected>('weighted-mean'))(
    'agrees with the sandwich variance of R on $input',
    ({ input, expected }) => {
      const { mean, standardError, low, high } = expected
      const observations = input.values.map((value, i) => ({ value, weight: input.weights[i] ?? 0 }))
      const found = present(weightedMean(observations))
      expectFields(found, { mean, standardError })
      expectFields(present(found.interval), { low, high })
    },
  )

  it("is Student's interval when all weights are equal", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 40 }), (values) => {
        const found = present(weightedMean(values.map((value) => ({ value, weight: 3 }))))
        const { mean, low, high, constant } = present(meanInterval(values))
        expectFields(found, { mean }, 1e-12)
        if (constant) expect(found.interval).toEqual({ absent: 'no-variation' })
        else expectFields(present(found.interval), { low, high }, 1e-12)
      }),
    )
  })

  it('gives the mean without an interval for one weighted value', () => {
    expect(
      weightedMean([
        { value: 4, weight: 2 },
        { value: 9, weight: 0 },
      ]),
    ).toMatchObject({ mean: 4, n: 1, standardError: null, interval: { absent: 'single-observation' } })
  })

  it('is absent without observation or without weight', () => {
    expect(weightedMean([])).toEqual({ absent: 'no-observation' })
    expect(weightedMean([{ value: 4, weight: 0 }])).toEqual({ absent: 'zero-weight' })
  })
})

describe('kish', () => {
  it('lies between one and the number of observations, and does not depend on the scale of weights', () => {
    fc.assert(
      fc.property(weights, (each) => {
        const found = present(kish(each))
        expect(found.effectiveBase).toBeGreaterThanOrEqual(1 - 1e-12)
        expect(found.effectiveBase).toBeLessThanOrEqual(each.length)
        expect(found.designEffect).toBeGreaterThanOrEqual(1)
        const scaled = present(kish(each.map((weight) => weight * 8)))
        expect(scaled.effectiveBase).toBeCloseTo(found.effectiveBase, 10)
      }),
    )
  })

  it('refuses a negative weight, naming its place', () => {
    expect(() => kish([1, -2])).toThrow('weights[1]: found -2')
    expect(() => kishOfSums({ n: 2, weight: -1, squaredWeight: 1 })).toThrow('weight sums')
  })
})
