import type { Finding } from '@retombees/contract/problem'
import type { Measure, Where } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Table } from '@retombees/warehouse/table'
import { TABLES } from '@retombees/warehouse/tables'
import { codesOfColumn } from './measures/dimensions.ts'

/** What one measure reads of one table: columns that must be there, numbers among them, and filters on codes. */
interface Reading {
  readonly from: string
  readonly columns: readonly string[]
  readonly numbers: readonly string[]
  readonly filters: readonly Where[]
}

/**
 * Every indicator that asks a table for what it does not hold: no such table or column, a sum of text, a code that the
 * programme's sources never write there. Each finding names the file and the line of the indicator.
 */
export function measureFindings(programme: Programme): readonly Finding[] {
  return programme.indicators.flatMap(({ id, measure }) => {
    const place = programme.places.get(`indicator:${id}`)
    const at = place ? `${place.file}, ligne ${place.line}, ` : ''
    return readingsOf(measure).flatMap((reading) =>
      problemsOf(programme, reading).map(({ code, problem, found, expected }): Finding => {
        const listed = expected.length > 0 ? ` ; attendu : ${expected.join(', ')}` : ''
        return {
          code,
          ...(place ? { file: place.file, row: place.line } : {}),
          key: `indicators[${id}].measure`,
          found,
          expected: expected.join(', '),
          message: `${at}indicators[${id}].measure : ${problem} « ${found} »${listed}.`,
        }
      }),
    )
  })
}

interface Misreading {
  readonly code: string
  readonly problem: string
  readonly found: string
  readonly expected: readonly string[]
}

function problemsOf(programme: Programme, reading: Reading): readonly Misreading[] {
  const table = TABLES.find(({ name }) => name === reading.from)
  if (!table) {
    const expected = TABLES.map(({ name }) => name)
    return [{ code: 'unknown-table', problem: 'table inconnue', found: reading.from, expected }]
  }
  const named = table.columns.map(({ name }) => name)
  const filtered = reading.filters.flatMap((where) => Object.keys(where))
  const missing = [...new Set([...reading.columns, ...filtered])].filter((column) => !named.includes(column))
  return [
    ...missing.map((found) => ({
      code: 'unknown-column',
      problem: `colonne absente de « ${table.name} »`,
      found,
      expected: named,
    })),
    ...reading.numbers
      .filter((column) => named.includes(column) && !isNumber(table, column))
      .map((found) => ({
        code: 'not-a-number',
        problem: 'colonne qui n’est pas un nombre',
        found,
        expected: named.filter((column) => isNumber(table, column)),
      })),
    ...reading.filters.flatMap((where) => unknownCodes(programme, table, where)),
  ]
}

function unknownCodes(programme: Programme, table: Table, where: Where): readonly Misreading[] {
  return Object.entries(where).flatMap(([column, value]) => {
    const known = codesOfColumn(programme, table.name, column).map(({ id }) => id)
    if (known.length === 0) return []
    const condition = typeof value === 'object' && !Array.isArray(value) ? value.not : value
    const written = condition === undefined ? [] : Array.isArray(condition) ? condition : [condition]
    return written
      .filter((code) => !known.includes(String(code)))
      .map((code) => ({
        code: 'unknown-code',
        problem: `code qu’aucune source n’écrit dans « ${table.name}.${column} »`,
        found: String(code),
        expected: known,
      }))
  })
}

function isNumber(table: Table, column: string): boolean {
  const type = table.columns.find(({ name }) => name === column)?.type ?? ''
  return type.startsWith('DECIMAL') || type === 'INTEGER' || type === 'BIGINT'
}

function readingsOf(measure: Measure): readonly Reading[] {
  const reading = (from: string, rest: Partial<Reading>): Reading[] => [
    { from, columns: [], numbers: [], filters: [], ...rest },
  ]
  switch (measure.kind) {
    case 'count':
      return reading(measure.from, { filters: [measure.where] })
    case 'distinct':
      return reading(measure.from, { columns: [measure.of], filters: [measure.where] })
    case 'sum':
    case 'mean':
      return reading(measure.from, {
        columns: [measure.of],
        numbers: [measure.of],
        filters: [measure.where],
      })
    case 'share':
      return reading(measure.from, {
        columns: measure.of === undefined ? [] : [measure.of],
        filters: [measure.where, measure.having],
      })
    case 'ratio':
      return [...readingsOf(measure.numerator), ...readingsOf(measure.denominator)]
    case 'change':
      return reading(measure.from, {
        columns: [
          measure.of,
          measure.person,
          measure.moment,
          ...(measure.within === undefined ? [] : [measure.within]),
        ],
        numbers: [measure.of],
        filters: [measure.where],
      })
    case 'centres':
      return reading(measure.from, { columns: ['centre'], filters: [measure.where] })
    case 'recurrence':
      return reading(measure.from, { columns: [measure.person], filters: [measure.where] })
    case 'transfer':
      return reading(measure.from, {
        columns: [measure.person, measure.step, 'day'],
        filters: [
          measure.where,
          { [measure.step]: measure.start },
          ...(measure.next === undefined ? [] : [{ [measure.step]: measure.next }]),
        ],
      })
    case 'opening-rate':
      return reading(measure.from, { columns: ['centre'], filters: [measure.where] })
    case 'turnover':
      return reading('posts', { filters: [measure.where] })
    default:
      return []
  }
}
