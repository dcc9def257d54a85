import { describe, expect, it } from 'vitest'
import { expectAgreement, referenceCases } from '../../reference/reference-cases'
import { betaQuantile } from './beta-quantile'
import { chiSquareUpperTail } from './chi-square'
import { logFactorials, logGamma } from './log-gamma'
import { normalCdf, normalCritical, normalUpperQuantile, normalUpperTail } from './normal'
import { rankSumLowerTail } from './rank-sum'
import { regularisedBeta } from './regularised-beta'
import { lowerGamma, upperGamma } from './regularised-gamma'
import { signedRankLowerTail } from './signed-rank'
import { studentCritical, studentUpperQuantile, studentUpperTail } from './student'

const NEAR_THE_LAST_DIGIT = 1e-12

function agrees<Input>(of: string, compute: (input: Input) => number) {
  const cases = referenceCases<Input, { value: number }>(of)
  it.each(cases)(`${of} agrees with R to 1e-12 at $input`, ({ input, expected }) => {
    expectAgreement(compute(input), expected.value, NEAR_THE_LAST_DIGIT)
  })
}

describe('special functions', () => {
  agrees<{ x: number }>('log-gamma', ({ x }) => logGamma(x))
  agrees<{ z: number }>('normal-upper-tail', ({ z }) => normalUpperTail(z))
  agrees<{ tail: number }>('normal-upper-quantile', ({ tail }) => normalUpperQuantile(tail))
  agrees<{ t: number; degrees: number }>('student-upper-tail', ({ t, degrees }) =>
    studentUpperTail(t, degrees),
  )
  agrees<{ tail: number; degrees: number }>('student-upper-quantile', ({ tail, degrees }) =>
    studentUpperQuantile(tail, degrees),
  )
  agrees<{ x: number; degrees: number }>('chi-square-upper-tail', ({ x, degrees }) =>
    chiSquareUpperTail(x, degrees),
  )
  agrees<{ x: number; a: number; b: number }>('regularised-beta', ({ x, a, b }) => regularisedBeta(x, a, b))
  agrees<{ probability: number; a: number; b: number }>('beta-quantile', ({ probability, a, b }) =>
    betaQuantile(probability, a, b),
  )
  agrees<{ u: number; m: number; n: number }>('rank-sum-lower-tail', ({ u, m, n }) =>
    rankSumLowerTail(u, m, n),
  )
  agrees<{ v: number; n: number }>('signed-rank-lower-tail', ({ v, n }) => signedRankLowerTail(v, n))

  it('the factorials are those of the integers', () => {
    const table = logFactorials(30)
    let product = 1
    for (let n = 1; n <= 30; n++) {
      product *= n
      expectAgreement(table[n] ?? Number.NaN, Math.log(product), NEAR_THE_LAST_DIGIT)
    }
    expect(table[0]).toBe(0)
  })

  it('the two sides of the normal and of the gamma law sum to one', () => {
    for (const x of [0, 0.3, 1, 2, 5]) {
      expectAgreement(normalCdf(x) + normalUpperTail(x), 1, NEAR_THE_LAST_DIGIT)
      expectAgreement(lowerGamma(2.5, x) + upperGamma(2.5, x), 1, NEAR_THE_LAST_DIGIT)
    }
    expect(upperGamma(2, Number.POSITIVE_INFINITY)).toBe(0)
    expect(lowerGamma(2, Number.POSITIVE_INFINITY)).toBe(1)
  })

  it('the critical value of Student nears the normal one as degrees of freedom grow', () => {
    expectAgreement(studentCritical(0.95, 1e9), normalCritical(0.95), 1e-8)
  })

  it('a median needs no search', () => {
    expect(normalUpperQuantile(0.5)).toBe(0)
    expect(studentUpperQuantile(0.5, 3)).toBe(0)
  })

  it('a beta probability is 0 and 1 at the ends of its range', () => {
    expect(regularisedBeta(0, 2, 3)).toBe(0)
    expect(regularisedBeta(1, 2, 3)).toBe(1)
  })
})
