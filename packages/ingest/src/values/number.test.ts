import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../decimal.ts'
import { type DecimalSign, readNumber, writeNumber } from './number.ts'

const read = (text: string, sign: DecimalSign = ',') => {
  const { value, problem } = readNumber(text, sign)
  return value ? plain(value) : problem
}

describe('a number as it is printed', () => {
  it.each([
    ['225 000€', '225000'],
    ['1 349 998 €', '1349998'],
    ['1\u00A0349\u00A0998', '1349998'],
    ['339\u202F999,50', '339999.50'],
    ['1.234.567,8', '1234567.8'],
    ['−2', '-2'],
    ['0', '0'],
    ['0,50', '0.50'],
    ['12 EUR', '12'],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toBe(value)
  })

  it.each([
    ['1.234', 'le signe décimal de cette source est la virgule'],
    ['4.5', 'le signe décimal de cette source est la virgule'],
    ['12 5', 'ce n’est pas un nombre'],
    ['1 2345', 'ce n’est pas un nombre'],
    ['007', 'un nombre ne commence pas par 0'],
    ['1,2,3', 'ce n’est pas un nombre'],
    ['NaN', 'ce n’est pas un nombre'],
    ['1e3', 'ce n’est pas un nombre'],
    ['5%', 'ce n’est pas un nombre'],
    ['', 'ce n’est pas un nombre'],
  ])('%s is refused: %s', (text, problem) => {
    expect(read(text)).toBe(problem)
  })

  it('takes a comma between thousands only where the decimal point leaves no doubt', () => {
    expect(read('1,234.5', '.')).toBe('1234.5')
    expect(read('1,234', '.')).toBe('le signe décimal de cette source est le point')
  })

  it('comes back as it was written, whatever the sign', () => {
    const number = fc
      .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.nat(4))
      .map(([units, scale]) => plain({ units, scale }))
    fc.assert(
      fc.property(number, fc.constantFrom<DecimalSign>(',', '.'), (text, sign) => {
        expect(read(writeNumber(text, sign), sign)).toBe(text)
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
