import { nearest } from '@retombees/programme/nearest'
import type { Question } from '@retombees/programme/questionnaire-file'
import type { Field } from '@retombees/programme/source-file'
import type { Fault } from '../fault.ts'
import { comparable } from '../heading.ts'
import type { DecimalSign } from '../values/number.ts'
import { type Calendar, readValue } from '../values/read-value.ts'
import type { Vocabulary } from '../values/vocabulary.ts'
import { type Absence, isNotShown } from './absence.ts'
import type { Code } from './asked.ts'
import { splitChoices } from './split-choices.ts'

/** One answer of one respondent. */
export interface Answer<T> {
  readonly value: T | null
  readonly absence: Absence
}

export type ReadAnswer<T> =
  | { readonly answer: Answer<T>; readonly fault?: undefined }
  | { readonly fault: Fault; readonly answer?: undefined }

/** The answer of an empty cell: what it means follows from the respondent and from the questions before. */
const EMPTY: Answer<never> = Object.freeze({ value: null, absence: 'no-answer' })
const NOT_SHOWN: Answer<never> = Object.freeze({ value: null, absence: 'not-asked' })

/** Reads a cell that holds one code, by its id or any of its spellings. */
export function readChoice(
  cell: string | null,
  column: string,
  codes: readonly Code[],
  other: Code | null,
): ReadAnswer<string> {
  if (cell === null) return { answer: EMPTY }
  if (isNotShown(cell)) return { answer: NOT_SHOWN }
  const code = codeOf(cell, codes) ?? (/^-oth-$/i.test(cell.trim()) ? other : null)
  if (!code) return unknown(cell, cell, column, codes)
  return {
    answer: code.missing ? { value: null, absence: code.missing } : { value: code.id, absence: 'answered' },
  }
}

/** The options that were chosen, and what was written beside « other ». */
export interface Chosen {
  readonly ids: ReadonlySet<string>
  readonly other: string | null
}

/** Reads a cell that holds several choices joined together. */
export function readChoices(
  cell: string | null,
  column: string,
  codes: readonly Code[],
  other: Code | null,
): ReadAnswer<Chosen> {
  if (cell === null) return { answer: EMPTY }
  if (isNotShown(cell)) return { answer: NOT_SHOWN }
  const bySpelling = new Map(
    codes.flatMap((code) => spellingsOf(code).map((spelling) => [spelling, code] as const)),
  )
  const { known, rest, ambiguous } = splitChoices(cell, [...bySpelling.keys()])
  if (ambiguous) return { fault: glued(cell, column) }
  if (rest !== null && !other) return unknown(rest, cell, column, codes)
  const chosen = known.map((spelling) => bySpelling.get(spelling) as Code)
  if (rest !== null && other) chosen.push(other)
  return { answer: chosenOf(chosen, rest) }
}

const TICKED: ReadonlySet<string> = new Set([
  'y',
  'o',
  'oui',
  'yes',
  '1',
  'true',
  'vrai',
  'x',
  'coche',
  'checked',
])
const UNTICKED: ReadonlySet<string> = new Set([
  'n',
  'non',
  'no',
  '0',
  'false',
  'faux',
  'noncoche',
  'unchecked',
])

/** Whether one option was ticked, in a column of its own; what was written there, where it may be (« other »). */
export function readOption(
  cell: string | null,
  column: string,
  code: Code,
  words: boolean,
): ReadAnswer<boolean | string> {
  if (cell === null) return { answer: EMPTY }
  if (isNotShown(cell)) return { answer: NOT_SHOWN }
  const written = comparable(cell)
  const own = spellingsOf(code).map(comparable)
  if (TICKED.has(written) || own.includes(written)) return { answer: { value: true, absence: 'answered' } }
  if (UNTICKED.has(written)) return { answer: { value: false, absence: 'answered' } }
  if (words) return { answer: { value: cell.trim(), absence: 'answered' } }
  return {
    fault: {
      code: 'bad-choice',
      column,
      value: cell,
      problem: `une case cochée ou non est attendue (« ${code.label.fr} »)`,
      remedy: 'écrire Y, oui ou 1 si elle l’est, et rien si elle ne l’est pas',
    },
  }
}

/** A set of chosen codes as an answer: choosing only « don't know » is not an answer to the options. */
export function chosenOf(chosen: readonly Code[], other: string | null): Answer<Chosen> {
  const opinions = chosen.filter((code) => !code.missing)
  const missing = chosen.find((code) => code.missing)?.missing
  if (opinions.length === 0 && missing) return { value: null, absence: missing }
  return { value: { ids: new Set(opinions.map(({ id }) => id)), other }, absence: 'answered' }
}

/** What is written in a free answer is read: words as they are, a number within its bounds, a day (ISO). */
export function readWritten(
  cell: string | null,
  column: string,
  question: WrittenQuestion,
  { sign, ...calendar }: Writing,
): ReadAnswer<string | number> {
  if (cell === null) return { answer: EMPTY }
  if (isNotShown(cell)) return { answer: NOT_SHOWN }
  const silence = question.kind === 'text' ? undefined : SILENCE.get(comparable(cell))
  if (silence) return { answer: { value: null, absence: silence } }
  const rule = { ...RULE, ...ruleOf(question), column: [column] }
  const { value = null, fault } = readValue(cell, column, rule, sign, () => NO_CODES, calendar)
  if (fault) return { fault }
  return { answer: value === null ? EMPTY : { value, absence: 'answered' } }
}

type WrittenQuestion = Extract<Question, { kind: 'text' | 'number' | 'date' }>

/** How a file writes numbers and days. */
export interface Writing extends Calendar {
  readonly sign: DecimalSign
}

const RULE = Object.freeze({ required: false, missing: [], separator: '|' })
const NO_CODES: Vocabulary = Object.freeze({ of: 'rien', bySpelling: new Map(), labels: new Map() })

/** A number or a day is not given by words; these say why not. */
const SILENCE: ReadonlyMap<string, Absence> = new Map([
  ...['NSP', 'ne sait pas', 'je ne sais pas', 'don’t know'].map(
    (one) => [comparable(one), 'dont-know'] as const,
  ),
  ...['NR', 'non-réponse', 'sans réponse', '-'].map((one) => [comparable(one), 'no-answer'] as const),
])

function ruleOf(question: WrittenQuestion): Pick<Field, 'type' | 'min' | 'max'> {
  if (question.kind !== 'number') return { type: question.kind }
  return { type: question.decimals === 0 ? 'integer' : 'decimal', min: question.min, max: question.max }
}

function codeOf(written: string, codes: readonly Code[]): Code | null {
  return indexed(codes).get(comparable(written)) ?? null
}

const indexes = new WeakMap<readonly Code[], ReadonlyMap<string, Code>>()

/** The codes by every way to write them; the first that a spelling names keeps it. */
function indexed(codes: readonly Code[]): ReadonlyMap<string, Code> {
  const made = indexes.get(codes)
  if (made) return made
  const index = new Map<string, Code>()
  for (const code of codes)
    for (const spelling of spellingsOf(code)) {
      const compared = comparable(spelling)
      if (!index.has(compared)) index.set(compared, code)
    }
  indexes.set(codes, index)
  return index
}

function spellingsOf({ id, label, spellings }: Code): string[] {
  return [id, label.fr, label.en, ...spellings].filter((spelling) => spelling !== undefined)
}

function unknown(part: string, cell: string, column: string, codes: readonly Code[]): { fault: Fault } {
  const labels = new Map(
    codes.flatMap((code) => spellingsOf(code).map((one) => [comparable(one), one] as const)),
  )
  // Among codes of one or two signs everything is near everything.
  const close = comparable(part).length < 4 ? null : nearest(comparable(part), labels.keys())
  return {
    fault: {
      code: 'unknown-code',
      column,
      value: cell,
      problem:
        part === cell
          ? 'modalité inconnue du questionnaire'
          : `modalité inconnue du questionnaire : « ${part} »`,
      remedy: close
        ? `écrire « ${labels.get(close)} », si c’est bien cela ; sinon ajouter cette graphie au questionnaire`
        : 'corriger la cellule, ou ajouter cette modalité au questionnaire',
    },
  }
}

function glued(cell: string, column: string): Fault {
  return {
    code: 'ambiguous-choices',
    column,
    value: cell,
    problem: 'ces libellés sont joints par des espaces et se lisent de plusieurs façons',
    remedy: 'exporter les codes plutôt que les libellés, ou une colonne par modalité',
  }
}
