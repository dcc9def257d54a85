import type { IntervalEstimate, KnownFigure, ValueFormat } from '@retombees/contract/figure'
import type { Locale } from '@retombees/contract/localized'
import { formatCount, formatEuros, formatNumber, formatPercent, formatScore } from './number.ts'

/** A value in its own format; no unit. */
export function formatValue(value: number, format: ValueFormat, locale: Locale): string {
  switch (format) {
    case 'percent':
      return formatPercent(value, locale)
    case 'score':
      return formatScore(value, locale)
    case 'euros':
      return formatEuros(value, locale)
    case 'number':
      return formatNumber(value, locale, 1)
  }
}

/** A difference with its sign: +12, −3,5. */
export function formatChange(difference: number, format: ValueFormat, locale: Locale): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±'
  return `${sign}${formatValue(Math.abs(difference), format, locale)}`
}

/** The two counts of a ratio: 26/30. Null where the figure has none. */
export function formatFraction(figure: KnownFigure, locale: Locale): string | null {
  if (figure.numerator === null || figure.denominator === null) return null
  const digits = figure.format === 'score' ? 1 : 0
  return `${formatNumber(figure.numerator, locale, digits)}/${formatNumber(figure.denominator, locale, digits)}`
}

/** The bounds of an interval, the unit written once: 70,3–94,7 %. */
export function formatInterval(interval: IntervalEstimate, format: ValueFormat, locale: Locale): string {
  const low = formatValue(interval.low, format, locale)
  const high = formatValue(interval.high, format, locale)
  const unit = /[^\d]*$/.exec(high)?.[0] ?? ''
  return `${unit && low.endsWith(unit) ? low.slice(0, -unit.length) : low}–${high}`
}

/** What stands large on the page: a percentage, or the counts where the base is too small for one. */
export function formatHeadline(figure: KnownFigure, locale: Locale): string {
  if (figure.format === 'percent' && figure.smallBase) {
    return formatFraction(figure, locale) ?? formatCount(figure.numerator ?? figure.value, locale)
  }
  return formatValue(figure.value, figure.format, locale)
}

const INVARIABLE = new Set(['tiers', 'temps', 'corps', 'cours', 'parcours', 'accès', 'succès', 'progrès'])

/** The unit of a count in the number that the count asks for: the programme names it in the plural, one thing is one thing. */
export function formatUnit(unit: string, value: number): string {
  if (Math.abs(value) >= 2 || value === 0) return unit
  return unit
    .replace(/\p{L}{4,}s(?!\p{L})/gu, (word) => (INVARIABLE.has(word) ? word : word.slice(0, -1)))
    .replace(/([ie]eu|eau)x(?!\p{L})/gu, '$1')
}
