import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api'
import type { SqlParameter } from '@retombees/contract/sql'

/** More than any value that the contract lets through. */
const DIGITS = 28

/** The parameters as the engine takes them, by name. A decimal keeps its digits; a date is one. */
export function boundValues(parameters: readonly SqlParameter[]): {
  values: Record<string, DuckDBValue>
  types: Record<string, DuckDBType>
} {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  for (const { name, type, value } of parameters) {
    const text = value === null ? null : String(value)
    const [bound, as] = text === null ? [null, NULLS[type]] : BOUND[type](text)
    values[name] = bound
    types[name] = as
  }
  return { values, types }
}

const NULLS: Readonly<Record<SqlParameter['type'], DuckDBType>> = {
  text: VARCHAR,
  integer: BIGINT,
  decimal: DECIMAL(28, 12),
  date: DATE,
  boolean: BOOLEAN,
}

const BOUND: Readonly<Record<SqlParameter['type'], (text: string) => [DuckDBValue, DuckDBType]>> = {
  text: (text) => [text, VARCHAR],
  integer: (text) => [BigInt(text), BIGINT],
  decimal: (text) => {
    const [whole = '0', fraction = ''] = text.replace(',', '.').split('.')
    return [
      new DuckDBDecimalValue(BigInt(whole + fraction), DIGITS, fraction.length),
      DECIMAL(DIGITS, fraction.length),
    ]
  },
  date: (text) => [new DuckDBDateValue(Date.parse(`${text}T00:00:00Z`) / 86_400_000), DATE],
  boolean: (text) => [text === 'true', BOOLEAN],
}
