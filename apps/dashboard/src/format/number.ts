import type { Locale } from '@retombees/contract/localized'
import { NARROW } from './typography.ts'

const TAGS: Readonly<Record<Locale, string>> = Object.freeze({ fr: 'fr-FR', en: 'en-GB' })

const formats = new Map<string, Intl.NumberFormat>()

function format(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(TAGS[locale], options)
  formats.set(key, made)
  return made
}

/** Every space that Intl writes (group, unit, currency) becomes narrow and unbreakable. */
function narrow(text: string): string {
  return text.replace(/[\u00A0 ]/g, NARROW)
}

/** A number with at most `digits` decimals: 1 234,5. */
export function formatNumber(value: number, locale: Locale, digits = 0): string {
  return narrow(format(locale, { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value))
}

/** A count: no decimals. */
export function formatCount(value: number, locale: Locale): string {
  return formatNumber(value, locale, 0)
}

/** A proportion (0 to 1) as a percentage: 86,7 %. */
export function formatPercent(share: number, locale: Locale, digits = 1): string {
  return narrow(
    format(locale, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(share),
  )
}

/** A mean of scores, always with its one decimal: 4,3. */
export function formatScore(value: number, locale: Locale): string {
  return narrow(format(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value))
}

/** Whole euros: 904 998 €. */
export function formatEuros(value: number, locale: Locale): string {
  return narrow(
    format(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(value),
  )
}

/** A p value, never rounded to zero: p = 0,031 or p < 0,001. */
export function formatP(value: number, locale: Locale): string {
  return value < 0.001
    ? `p${NARROW}<${NARROW}${formatNumber(0.001, locale, 3)}`
    : `p${NARROW}=${NARROW}${formatNumber(value, locale, 3)}`
}
