import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { Column, ColumnType } from './table.ts'

/** The engine's type of a column. */
export function engineType(type: ColumnType): DuckDBType {
  const decimal = decimalOf(type)
  return decimal ? DECIMAL(decimal.width, decimal.scale) : PLAIN[type as keyof typeof PLAIN]
}

/**
 * The engine's value of a cell, or why it has none. Nothing is rounded, cut or guessed: what does not fit the column
 * exactly is a misfit, and `expected` says (in French) what would have fitted.
 */
export function engineValue(
  column: Column,
  value: unknown,
): { ok: true; value: DuckDBValue } | { ok: false; expected: string } {
  if (value === null || value === undefined)
    return column.nullable ? { ok: true, value: null } : { ok: false, expected: 'une valeur' }
  const decimal = decimalOf(column.type)
  const converted = decimal ? asDecimal(value, decimal) : READERS[column.type as keyof typeof READERS](value)
  return converted === null
    ? { ok: false, expected: expectedOf(column.type) }
    : { ok: true, value: converted }
}

const PLAIN = { VARCHAR, INTEGER, BIGINT, BOOLEAN, DATE, TIMESTAMP } as const

const READERS = {
  VARCHAR: (value: unknown) => (typeof value === 'string' && !/\p{Surrogate}/u.test(value) ? value : null),
  BOOLEAN: (value: unknown) => (typeof value === 'boolean' ? value : null),
  INTEGER: (value: unknown) => {
    const whole = asWhole(value)
    return whole !== null && whole >= -(2n ** 31n) && whole < 2n ** 31n ? Number(whole) : null
  },
  BIGINT: (value: unknown) => {
    const whole = asWhole(value)
    return whole !== null && whole >= -(2n ** 63n) && whole < 2n ** 63n ? whole : null
  },
  DATE: (value: unknown) => {
    const instant = wallClock(value, /^\d{4}-\d{2}-\d{2}$/)
    return instant === null ? null : new DuckDBDateValue(instant / 86_400_000)
  },
  TIMESTAMP: (value: unknown) => {
    const instant = wallClock(value, /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,3})?$/)
    return instant === null ? null : new DuckDBTimestampValue(BigInt(instant) * 1000n)
  },
}

function expectedOf(type: ColumnType): string {
  const decimal = decimalOf(type)
  if (decimal) return `un nombre d’au plus ${decimal.scale} décimales, en texte`
  return {
    VARCHAR: 'un texte',
    BOOLEAN: 'vrai ou faux',
    INTEGER: 'un entier',
    BIGINT: 'un entier',
    DATE: 'une date AAAA-MM-JJ',
    TIMESTAMP: 'un instant AAAA-MM-JJTHH:MM:SS sans décalage',
  }[type as keyof typeof PLAIN]
}

function decimalOf(type: ColumnType): { width: number; scale: number } | null {
  const found = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  return found ? { width: Number(found[1]), scale: Number(found[2]) } : null
}

function asDecimal(value: unknown, { width, scale }: { width: number; scale: number }): DuckDBValue | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value))
  if (!found) return null
  const [, sign = '', whole = '', fraction = ''] = found
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > scale) return null
  const scaled = BigInt(`${whole}${significant.padEnd(scale, '0')}`)
  if (scaled >= 10n ** BigInt(width)) return null
  return new DuckDBDecimalValue(sign ? -scaled : scaled, width, scale)
}

function asWhole(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : null
}

/** Milliseconds since 1970 of a wall-clock text; null when no calendar holds it (31 February). */
function wallClock(value: unknown, form: RegExp): number | null {
  if (typeof value !== 'string' || !form.test(value)) return null
  const iso = value.replace(' ', 'T')
  const instant = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`)
  if (Number.isNaN(instant)) return null
  return new Date(instant).toISOString().startsWith(iso.slice(0, 19)) ? instant : null
}
