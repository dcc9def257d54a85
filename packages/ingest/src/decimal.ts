/** An exact decimal number: units × 10^-scale. Money and scores are never floating point. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

/** Reads `-12.50`; the sign of the decimal part is a point. Throws a RangeError on anything else. */
export function decimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal number: ${text}`)
  const [, sign, whole = '0', fraction = ''] = match
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

/** `4.30` as text, with as many decimals as its scale. */
export function plain({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`
  return units < 0n ? `-${text}` : text
}

export function sum(numbers: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...numbers.map((one) => one.scale))
  return { units: numbers.reduce((total, one) => total + rescale(one, scale), 0n), scale }
}

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = rescale(a, scale) - rescale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The mean rounded to `decimals`, half away from zero; null of no number. */
export function meanHalfUp(numbers: readonly Decimal[], decimals: number): Decimal | null {
  if (numbers.length === 0) return null
  const total = sum(numbers)
  const shift = decimals - total.scale
  const dividend = total.units * 10n ** BigInt(Math.max(shift, 0))
  const divisor = BigInt(numbers.length) * 10n ** BigInt(Math.max(-shift, 0))
  const negative = dividend < 0n
  const size = negative ? -dividend : dividend
  const rounded = (2n * size + divisor) / (2n * divisor)
  return { units: negative ? -rounded : rounded, scale: decimals }
}

function rescale(number: Decimal, scale: number): bigint {
  return number.units * 10n ** BigInt(scale - number.scale)
}
