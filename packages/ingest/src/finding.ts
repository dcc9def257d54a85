import type { Finding } from '@retombees/contract/problem'
import { maskIdentifiers } from './protect/mask.ts'

export type { Finding }

/** What is wrong in a file, before it is put into a sentence. `row` is a physical line or a sheet row. */
export interface Observation {
  readonly code: string
  readonly file?: string
  readonly row?: number
  readonly column?: string
  readonly key?: string
  /** What is wrong, in French, without the place. */
  readonly problem: string
  readonly found?: string
  readonly expected?: string
  readonly remedy?: string
}

const LONGEST_QUOTE = 120

/** The observation as a finding: `message` says all of it in one French sentence. Identifiers are masked everywhere. */
export function finding({ problem, ...said }: Observation): Finding {
  const safe = Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? maskIdentifiers(value) : value]),
  ) as Omit<Observation, 'problem'>
  const place = [
    said.file,
    said.row === undefined ? undefined : `ligne ${said.row}`,
    safe.column === undefined ? undefined : `colonne « ${oneLine(safe.column)} »`,
  ].filter((part) => part !== undefined)
  const where = place.length === 0 ? '' : `${place.join(', ')} : `
  const found = safe.found === undefined ? '' : ` (trouvé : ${quote(safe.found)})`
  const expected = safe.expected === undefined ? '' : ` ; attendu : ${safe.expected}`
  const remedy = safe.remedy === undefined ? '' : ` ; à faire : ${safe.remedy}`
  const message = `${where}${maskIdentifiers(problem)}${found}${expected}${remedy}.`
  return { ...safe, message }
}

/** A cell as it may be quoted in a sentence: on one line, and cut when it is long. */
export function quote(text: string): string {
  const line = oneLine(text)
  return line.length > LONGEST_QUOTE ? `« ${line.slice(0, LONGEST_QUOTE)}… »` : `« ${line} »`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
