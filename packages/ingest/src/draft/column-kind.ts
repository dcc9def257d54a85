import { comparable } from '../heading.ts'
import { numericDate, readDate } from '../values/date.ts'
import { joinedOptions } from './joined-options.ts'
import { distinct } from './ordered-codes.ts'

/** What the cells of a column look like. */
export type ColumnKind =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ticked' }
  | { readonly kind: 'number'; readonly whole: boolean }
  | { readonly kind: 'date' }
  | { readonly kind: 'choice'; readonly answers: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  | { readonly kind: 'text' }

const TICKS: ReadonlySet<string> = new Set(
  ['y', 'n', 'oui', 'non', 'yes', 'no', '0', '1', 'x', 'vrai', 'faux', 'true', 'false'].map(comparable),
)
const MOST_CODES = 12
const LONGEST_LABEL = 80

/** Guesses what a column holds. It proposes: a person reads the draft before it becomes a codebook. */
export function columnKind(cells: readonly (string | null)[]): ColumnKind {
  const written = cells.filter((cell) => cell !== null && !/^n\/a$/i.test(cell.trim())) as string[]
  if (written.length === 0) return { kind: 'empty' }
  const answers = distinct(written)
  if (answers.length <= 2 && answers.every((answer) => TICKS.has(comparable(answer))))
    return { kind: 'ticked' }
  if (written.every((cell) => numericDate(cell) || readDate(cell.trim().slice(0, 10)).value))
    return { kind: 'date' }
  if (written.every((cell) => NUMBER.test(cell.trim())) && !fitsScale(answers))
    return { kind: 'number', whole: written.every((cell) => /^-?\d+$/.test(cell.trim())) }
  const options = joinedOptions(written)
  if (options) return { kind: 'choices', options }
  const few =
    answers.length <= MOST_CODES && (answers.length * 2 <= written.length || isNumberedScale(answers))
  return few && answers.every((answer) => answer.length <= LONGEST_LABEL)
    ? { kind: 'choice', answers }
    : { kind: 'text' }
}

const NUMBER = /^-?\d+(?:[.,]\d+)?$/

/** Whole numbers that a scale of eleven steps would hold. */
function fitsScale(answers: readonly string[]): boolean {
  const numbers = answers.map(Number)
  return numbers.every(Number.isInteger) && Math.max(...numbers) - Math.min(...numbers) <= 10
}

/** `0 - Pas du tout` is a step of a scale even when only one person chose it. */
function isNumberedScale(answers: readonly string[]): boolean {
  return answers.length > 1 && answers.every((answer) => /^\d{1,2}(\s*[-–:.)]\s*.+)?$/.test(answer))
}
