import type { KnownFigure } from '@retombees/contract/figure'
import { describe, expect, it } from 'vitest'
import { formatFraction, formatHeadline, formatInterval, formatUnit } from './value.ts'

const agreement: KnownFigure = {
  state: 'value',
  where: { territory: 'croissant-sud' },
  format: 'percent',
  unit: '',
  value: 26 / 30,
  numerator: 26,
  denominator: 30,
  base: { kind: 'respondents', rule: 'tous les répondants', n: 30 },
  interval: { low: 0.7032, high: 0.9469, level: 0.95, method: 'wilson' },
  smallBase: false,
  provenance: 'published',
  loads: [],
  discrepancies: [],
}

describe('the words of a figure', () => {
  it('writes the fraction and the interval with its unit once', () => {
    expect(formatHeadline(agreement, 'fr')).toBe('86,7\u202F%')
    expect(formatFraction(agreement, 'fr')).toBe('26/30')
    expect(
      formatInterval({ low: 0.7032, high: 0.9469, level: 0.95, method: 'wilson' }, 'percent', 'fr'),
    ).toBe('70,3–94,7\u202F%')
  })

  it('gives counts and no percentage where the base is small', () => {
    const kiosks = { ...agreement, value: 7 / 8, numerator: 7, denominator: 8, smallBase: true }
    expect(formatHeadline(kiosks, 'fr')).toBe('7/8')
  })

  it('shows a zero as a value', () => {
    expect(formatHeadline({ ...agreement, value: 0, numerator: 0 }, 'fr')).toBe('0,0\u202F%')
  })

  it('puts the unit of one thing in the singular', () => {
    expect(formatUnit('structures labellisées', 1)).toBe('structure labellisée')
    expect(formatUnit('structures labellisées', 8)).toBe('structures labellisées')
    expect(formatUnit('tiers-lieux', 1)).toBe('tiers-lieu')
    expect(formatUnit('parcours', 1)).toBe('parcours')
  })
})
