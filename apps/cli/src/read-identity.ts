import { createInterface } from 'node:readline/promises'
import type { Identity } from '@retombees/ingest/protect/identity'
import type { IdentifierKind } from '@retombees/ingest/protect/person-key'
import { UsageError } from './environment.ts'

/** What is asked of a person, in this order; a year is a birth date of four digits. */
const QUESTIONS: readonly { readonly key: string; readonly asks: string; readonly kind: IdentifierKind }[] =
  Object.freeze([
    { key: 'nom', asks: 'Nom et prénom', kind: 'name' },
    { key: 'naissance', asks: 'Naissance (AAAA-MM-JJ, ou l’année)', kind: 'birth-date' },
    { key: 'courriel', asks: 'Courriel', kind: 'email' },
    { key: 'telephone', asks: 'Téléphone', kind: 'phone' },
    { key: 'numero', asks: 'Numéro d’adhérent', kind: 'number' },
  ])

/**
 * Reads a person's identifiers from lines `clé : valeur`, never from the command, which shells and logs keep. Throws a
 * UsageError for a line of another kind, which is not quoted.
 */
export function identityFromLines(text: string): Identity {
  const identity: Partial<Record<IdentifierKind, string>> = {}
  text.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return
    const [, key = '', value = ''] = /^([^:]*?)\s*:\s*(.*)$/.exec(line.trim()) ?? []
    const plain = key.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
    const question = QUESTIONS.find((one) => one.key === plain)
    if (!question)
      throw new UsageError(
        `Entrée standard, ligne ${at + 1} : ${QUESTIONS.map(({ key: known }) => known).join(', ')} suivi de « : » est attendu.`,
      )
    give(identity, question.kind, value)
  })
  return identity
}

/** Asks a person at the terminal, one identifier after the other; an empty answer passes. */
export async function askIdentity(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Identity> {
  const terminal = createInterface({ input, output, historySize: 0 })
  const identity: Partial<Record<IdentifierKind, string>> = {}
  try {
    for (const { asks, kind } of QUESTIONS) give(identity, kind, await terminal.question(`${asks} : `))
  } finally {
    terminal.close()
  }
  return identity
}

/** Asks for a word to be typed; whether it was. */
export async function confirmed(
  word: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const terminal = createInterface({ input, output, historySize: 0 })
  try {
    return (await terminal.question(`C’est irréversible. Écrire ${word} pour le faire : `)).trim() === word
  } finally {
    terminal.close()
  }
}

function give(
  identity: Partial<Record<IdentifierKind, string>>,
  kind: IdentifierKind,
  written: string,
): void {
  const value = written.trim()
  if (value === '') return
  identity[kind === 'birth-date' && /^\d{4}$/.test(value) ? 'birth-year' : kind] = value
}

/** Whether a text that somebody wrote holds one of these identifiers, however it is cased, accented or spaced. */
export function namesIn(identity: Identity, withoutName: (text: string, name: string) => string) {
  const { name, email, phone } = identity
  const digits = phone?.replaceAll(/\D/g, '').replace(/^(?:0033|33|0)/, '')
  return (text: string): boolean =>
    (name !== undefined && withoutName(text, name) !== text) ||
    (email !== undefined && text.toLowerCase().includes(email.toLowerCase())) ||
    (digits !== undefined && digits.length >= 8 && text.replaceAll(/[\s.\-/()]/g, '').includes(digits))
}
