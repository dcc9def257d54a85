/** An exact decimal: `units` × 10^−`scale`. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

export const ZERO: Decimal = Object.freeze({ units: 0n, scale: 0 })

/** Reads the text of a DECIMAL (« 4 », « 4.25 », « -0.5 »). Throws a SyntaxError on anything else. */
export function decimal(text: string | number | bigint): Decimal {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text))
  if (!parts) throw new SyntaxError(`not a decimal: ${text}`)
  const fraction = parts[3] ?? ''
  const units = BigInt(`${parts[2]}${fraction}`)
  return { units: parts[1] ? -units : units, scale: fraction.length }
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale }
}

export function total(values: readonly Decimal[]): Decimal {
  return values.reduce(add, ZERO)
}

/**
 * `dividend` / `divisor` rounded to `decimals`, halves away from zero (0.25 → 0.3): what a printed table does, and what
 * binary floating point gets wrong on 1.45. Throws a RangeError when the divisor is zero.
 */
export function divideHalfUp(dividend: Decimal, divisor: bigint, decimals: number): string {
  if (divisor === 0n) throw new RangeError('division by zero')
  const negative = dividend.units < 0n !== divisor < 0n
  const top = magnitude(dividend.units) * 10n ** BigInt(decimals)
  const bottom = magnitude(divisor) * 10n ** BigInt(dividend.scale)
  const rounded = (2n * top + bottom) / (2n * bottom)
  const text = decimalText({ units: rounded, scale: decimals })
  return negative && rounded > 0n ? `-${text}` : text
}

export function decimalText({ units, scale }: Decimal): string {
  const digits = magnitude(units)
    .toString()
    .padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`
  return units < 0n ? `-${text}` : text
}

/** The nearest double: for JSON, once everything has been added up exactly. */
export function decimalNumber(value: Decimal): number {
  return Number(decimalText(value))
}

/** Mean of exact values, halves up; null when there is none. */
export function meanHalfUp(values: readonly Decimal[], decimals: number): number | null {
  return values.length === 0 ? null : Number(divideHalfUp(total(values), BigInt(values.length), decimals))
}

function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale)
}

function magnitude(n: bigint): bigint {
  return n < 0n ? -n : n
}
