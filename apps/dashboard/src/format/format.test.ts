import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDate, yearOf } from './date.ts'
import { formatCount, formatEuros, formatP, formatPercent, formatScore } from './number.ts'
import { typeset } from './typography.ts'

describe('numbers', () => {
  it('writes a French percentage with a comma and a narrow no-break space', () => {
    expect(formatPercent(26 / 30, 'fr')).toBe('86,7\u202F%')
    expect(formatPercent(1, 'fr', 0)).toBe('100\u202F%')
    expect(formatPercent(26 / 30, 'en')).toBe('86.7%')
  })

  it('groups thousands with a narrow no-break space, euros included', () => {
    expect(formatCount(1349998, 'fr')).toBe('1\u202F349\u202F998')
    expect(formatEuros(904998, 'fr')).toBe('904\u202F998\u202F€')
    expect(formatEuros(904998, 'en')).toBe('€904,998')
  })

  it('keeps the decimal of a mean and says zero as zero', () => {
    expect(formatScore(2, 'fr')).toBe('2,0')
    expect(formatPercent(0, 'fr')).toBe('0,0\u202F%')
  })

  it('never rounds a p value to zero', () => {
    expect(formatP(0.0004, 'fr')).toBe('p\u202F<\u202F0,001')
    expect(formatP(0.031, 'fr')).toBe('p\u202F=\u202F0,031')
  })

  it('never writes an ordinary or a wide no-break space', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.constantFrom('fr', 'en'),
        (x, locale) => {
          const written = [formatPercent(x, locale), formatEuros(x, locale), formatCount(x, locale)].join('')
          expect(written).not.toMatch(/[ \u00A0]/)
        },
      ),
    )
  })
})

describe('dates', () => {
  it('writes days in full and leaves a month or a year what it is', () => {
    expect(formatDate('2019-05-14', 'fr')).toBe('14 mai 2019')
    expect(formatDate('2019-07-01', 'fr')).toBe('1er juillet 2019')
    expect(formatDate('2019-05', 'fr')).toBe('mai 2019')
    expect(formatDate('2019', 'fr')).toBe('2019')
    expect(yearOf('2019-05')).toBe('2019')
  })

  it('shows an instant in the zone of the programme', () => {
    expect(formatDate('2019-05-14T22:30:00Z', 'fr')).toBe('15 mai 2019')
  })
})

describe('typography', () => {
  it('sets narrow no-break spaces before double punctuation, in guillemets and between thousands', () => {
    expect(typeset('Oui : « Check » ; 12 500 € ? 8 %', 'fr')).toBe(
      'Oui\u202F: «\u202FCheck\u202F»\u202F; 12\u202F500\u202F€\u202F? 8\u202F%',
    )
  })

  it('curls an apostrophe between letters and leaves years apart', () => {
    expect(typeset("l'accueil en 2018 2019", 'fr')).toBe('l’accueil en 2018 2019')
  })

  it('is stable: setting twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...' \u00A0\u202F0123aé«»;:!?%€') }), (text) => {
        const once = typeset(text, 'fr')
        expect(typeset(once, 'fr')).toBe(once)
      }),
    )
  })
})
