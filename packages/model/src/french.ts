const NARROW = '\u202f'

/** Sets a French sentence: narrow no-break spaces before ; : ! ? % € » and after «, curly apostrophes. */
export function typeset(text: string): string {
  return text
    .replace(/[ \u00a0]([;:!?%€»])/g, `${NARROW}$1`)
    .replace(/«[ \u00a0]/g, `«${NARROW}`)
    .replaceAll("'", '’')
}

/** 1234.5 → « 1 234,5 ». At most `decimals` decimals, and no trailing zeros unless `fixed`. */
export function frenchNumber(value: number, decimals = 0, fixed = false): string {
  return new Intl.NumberFormat('fr-FR', {
    minimumFractionDigits: fixed ? decimals : 0,
    maximumFractionDigits: decimals,
  }).format(value)
}

/** A proportion as a whole percentage: 0.814 → « 81 % ». */
export function frenchPercent(share: number): string {
  return `${frenchNumber(share * 100)}${NARROW}%`
}

/** A p-value to two significant digits; under a thousandth it is only said to be. */
export function frenchP(p: number): string {
  if (p < 0.001) return 'p < 0,001'
  return `p = ${String(Number(p.toPrecision(2))).replace('.', ',')}`
}

/** « a, b et c ». */
export function frenchList(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`
}

/** `3 parts`, `1 part`, `0 part`: French keeps the singular under two. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${frenchNumber(n)} ${n < 2 ? one : many}`
}

/** 2019-03-01 → « 01/03/2019 »; anything else is given back. */
export function frenchDate(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : iso
}

/** A reason as a sentence: a capital first, a full stop last. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return typeset(/[.!?…]$/.test(capital) ? capital : `${capital}.`)
}
