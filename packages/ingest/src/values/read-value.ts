import type { Field } from '@retombees/programme/source-file'
import { compare, type Decimal, decimal, plain } from '../decimal.ts'
import type { Fault } from '../fault.ts'
import { comparable } from '../heading.ts'
import { type DateOrder, readDate } from './date.ts'
import { isMissing } from './missing.ts'
import { type DecimalSign, readNumber } from './number.ts'
import { spreadsheetError } from './spreadsheet-error.ts'
import { readTime } from './time.ts'
import { idsOf, nearestLabel, type Vocabulary } from './vocabulary.ts'
import { readWallTime } from './wall-time.ts'

/** What a cell says: text, an integer, exact decimal text, an ISO day, an id, or nothing (null). */
export type Value = string | number | null

export type Read =
  | { readonly value: Value; readonly fault?: undefined }
  | { readonly fault: Fault; readonly value?: undefined }

export interface NumberRule {
  readonly type: 'integer' | 'decimal'
  readonly min?: number
  readonly max?: number
  readonly missing: readonly string[]
}

/** How a source writes days, and the zone in which wall time is read. */
export interface Calendar {
  readonly order: DateOrder
  readonly timezone: string
}

/** Reads a cell as a number within its declared bounds. Blank is missing; 0 is a value. */
export function readBounded(cell: string | null, column: string, rule: NumberRule, sign: DecimalSign): Read {
  if (isMissing(cell, rule.missing)) return { value: null }
  const { value, problem } = readNumber(cell, sign)
  const fault = (code: string, words: string, remedy: string): Read => ({
    fault: { code, column, value: cell, problem: words, remedy },
  })
  if (!value)
    return fault(
      'bad-number',
      problem,
      `écrire un nombre, comme ${sample(rule, sign)}, ou laisser la cellule vide`,
    )
  if (rule.type === 'integer' && !isWhole(value))
    return fault('not-integer', 'un nombre entier est attendu', 'corriger la cellule')
  if (outside(value, rule))
    return fault('out-of-range', `la valeur sort de l’échelle ${range(rule, sign)}`, 'corriger la cellule')
  if (rule.type === 'decimal') return { value: plain(value) }
  const integer = Number(plain(value))
  if (Math.abs(integer) > 2_147_483_647)
    return fault('too-large', 'ce nombre est trop grand', 'corriger la cellule')
  return { value: integer }
}

const EXAMPLES: Readonly<Record<DateOrder, string>> = Object.freeze({
  iso: 'AAAA-MM-JJ',
  'day-first': 'JJ/MM/AAAA',
  'month-first': 'MM/JJ/AAAA',
})

/** Reads a cell as its field says. `vocabulary` is that of a code field. */
export function readValue(
  cell: string | null,
  column: string,
  field: Field,
  sign: DecimalSign,
  vocabulary: () => Vocabulary,
  calendar: Calendar,
): Read {
  if (isMissing(cell, field.missing)) return { value: null }
  const error = spreadsheetError(cell)
  if (error)
    return {
      fault: {
        code: 'bad-cell',
        column,
        value: cell,
        problem: error,
        remedy: 'écrire la valeur dans la cellule',
      },
    }
  const dated = (
    read: { value: string; problem?: undefined } | { problem: string; value?: undefined },
    code: string,
    remedy: string,
  ): Read =>
    read.value === undefined
      ? { fault: { code, column, value: cell, problem: read.problem, remedy } }
      : { value: read.value }
  switch (field.type) {
    case 'text':
      return { value: cell.trim() }
    case 'integer':
    case 'decimal':
      return readBounded(cell, column, { ...field, type: field.type }, sign)
    case 'date': {
      const day = readDate(cell, calendar.order)
      const { value: wall } = readWallTime(cell, calendar.order, calendar.timezone)
      const read = day.problem && wall ? { value: wall.slice(0, 10) } : day
      return dated(read, 'bad-date', `écrire la date ${EXAMPLES[calendar.order]}`)
    }
    case 'datetime':
      return dated(
        readWallTime(cell, calendar.order, calendar.timezone),
        'bad-date',
        'écrire le jour et l’heure, comme 2019-01-31 09:30',
      )
    case 'time':
      return dated(readTime(cell), 'bad-time', 'écrire l’heure, comme 09:30')
    case 'boolean': {
      const value = BOOLEANS.get(comparable(cell))
      const problem = 'il faut oui ou non'
      return dated(value === undefined ? { problem } : { value }, 'bad-boolean', 'écrire oui ou non')
    }
    case 'code':
      return readCode(cell.trim(), column, vocabulary())
    case 'codes': {
      const ids = new Set<string>()
      for (const part of cell
        .split(field.separator)
        .map((one) => one.trim())
        .filter(Boolean)) {
        const read = readCode(part, column, vocabulary())
        if (read.fault) return read
        ids.add(String(read.value))
      }
      return { value: [...ids].sort().join('|') }
    }
  }
}

/** Written yes and no; a column of the warehouse makes them true and false. */
const BOOLEANS: ReadonlyMap<string, 'true' | 'false'> = new Map([
  ...['oui', 'vrai', 'true', 'yes', '1', 'x', 'o'].map((written) => [written, 'true'] as const),
  ...['non', 'faux', 'false', 'no', '0', 'n'].map((written) => [written, 'false'] as const),
])

function readCode(written: string, column: string, vocabulary: Vocabulary): Read {
  const ids = idsOf(written, vocabulary)
  if (ids.length === 1) return { value: ids[0] as string }
  const close = nearestLabel(written, vocabulary)
  const fault =
    ids.length > 1
      ? {
          code: 'ambiguous-code',
          problem: `ce libellé désigne plusieurs codes (${ids.join(', ')})`,
          remedy: 'écrire le code plutôt que le libellé',
        }
      : {
          code: 'unknown-code',
          problem: `valeur inconnue : on attend ${vocabulary.of}`,
          remedy: close
            ? `écrire « ${close} », si c’est bien cela ; sinon l’ajouter au programme`
            : `${vocabulary.choices ? `écrire ${listed(vocabulary.choices)}` : 'corriger la cellule'}, ou ajouter cette valeur au programme`,
        }
  return { fault: { ...fault, column, value: written } }
}

function listed(choices: readonly string[]): string {
  return choices.map((choice) => `« ${choice} »`).join(', ')
}

function isWhole({ units, scale }: Decimal): boolean {
  return units % 10n ** BigInt(scale) === 0n
}

function outside(value: Decimal, { min, max }: NumberRule): boolean {
  return (
    (min !== undefined && compare(value, decimal(String(min))) < 0) ||
    (max !== undefined && compare(value, decimal(String(max))) > 0)
  )
}

function range({ min, max }: NumberRule, sign: DecimalSign): string {
  const say = (bound: number) => String(bound).replace('.', sign)
  if (min !== undefined && max !== undefined) return `${say(min)} à ${say(max)}`
  return min !== undefined ? `(${say(min)} au moins)` : `(${say(max ?? 0)} au plus)`
}

function sample({ type }: NumberRule, sign: DecimalSign): string {
  return type === 'integer' ? '12' : `12${sign}5`
}
