import { type Decimal, decimal } from '../decimal.ts'
import { spreadsheetError } from './spreadsheet-error.ts'

export type DecimalSign = ',' | '.'

/** A number that was read, or why it was not. */
export type ReadNumber =
  | { readonly value: Decimal; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined }

const GROUPS = '[ \\u00A0\\u2007\\u2009\\u202F]'

interface Shapes {
  readonly accepted: readonly RegExp[]
  /** What stands between groups of three digits. */
  readonly grouping: RegExp
}

const SHAPES: Readonly<Record<DecimalSign, Shapes>> = Object.freeze({
  ',': shapesOf(',', '\\.'),
  '.': shapesOf('\\.', ','),
})

function shapesOf(mark: string, other: string): Shapes {
  return {
    accepted: [
      new RegExp(`^-?(?:0|[1-9]\\d*)(?:${mark}\\d+)?$`),
      new RegExp(`^-?[1-9]\\d{0,2}(?:${GROUPS}\\d{3})+(?:${mark}\\d+)?$`),
      new RegExp(`^-?[1-9]\\d{0,2}(?:${other}\\d{3})+${mark}\\d+$`),
    ],
    grouping: new RegExp(`${GROUPS}|${other}`, 'g'),
  }
}

/**
 * Reads a number as a French (or English) table prints it: `225 000 €`, `4,3`, `−2`. Groups of three digits may be
 * set apart by spaces; by a point (or a comma) only when the decimal sign also stands there and leaves no doubt.
 */
export function readNumber(written: string, sign: DecimalSign): ReadNumber {
  const bare = written
    .trim()
    .replace(/[\s\u00A0\u202F]*(?:€|euros?|EUR)$/i, '')
    .replace(/^[−–]/, '-')
    .trim()
  const { accepted, grouping } = SHAPES[sign]
  if (accepted.some((shape) => shape.test(bare)))
    return { value: decimal(bare.replaceAll(grouping, '').replace(',', '.')) }
  return { problem: problemOf(bare, sign) }
}

function problemOf(bare: string, sign: DecimalSign): string {
  const error = spreadsheetError(bare)
  if (error) return error
  if (/^-?\d+[.,]\d+$/.test(bare))
    return `le signe décimal de cette source est ${sign === ',' ? 'la virgule' : 'le point'}`
  if (/^-?0\d+$/.test(bare)) return 'un nombre ne commence pas par 0'
  return 'ce n’est pas un nombre'
}

/** The number as a French sentence writes it: `1 349 998`, `4,30`, groups set apart by narrow no-break spaces. */
export function writeNumber(number: string, sign: DecimalSign): string {
  const [whole = '', fraction] = number.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202F')
  return fraction === undefined ? grouped : `${grouped}${sign}${fraction}`
}
