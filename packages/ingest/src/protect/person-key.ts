import { createHash, createHmac } from 'node:crypto'
import type { PersonKey } from '@retombees/programme/source-file'
import { type DateOrder, readDate } from '../values/date.ts'

/** The way identifiers are made comparable. Another way is another number: what was replaced under one cannot be redone. */
export const PERSON_KEY_VERSION = 1

export type IdentifierKind = PersonKey['parts'][number]['kind']

/** The key of the pseudonyms. It lies outside the warehouse; `fingerprint` tells two keys apart and gives neither. */
export interface PersonSecret {
  readonly bytes: Uint8Array
  readonly fingerprint: string
}

/** Throws a RangeError for a key of less than 32 bytes. */
export function personSecret(bytes: Uint8Array): PersonSecret {
  if (bytes.length < 32) throw new RangeError(`a key of 32 bytes at least is needed, not ${bytes.length}`)
  const fingerprint = createHmac('sha256', bytes).update('fingerprint').digest('hex').slice(0, 16)
  return Object.freeze({ bytes, fingerprint })
}

/** What is written for an identifier that does not say who somebody is: a single word for a name, half a number. */
export const UNRECOGNISED = `v${PERSON_KEY_VERSION}:?`
/** What is written for a birth that cannot be. */
export const IMPOSSIBLE = `v${PERSON_KEY_VERSION}:!`

/**
 * An identifier as its keyed digest (HMAC-SHA-256, RFC 2104, its first 128 bits): equal for the same person however
 * the name is written. Null when nothing is written. Digests are letters only, so that none is taken for a number.
 */
export function identifierDigest(
  kind: IdentifierKind,
  written: readonly (string | null)[],
  secret: PersonSecret,
  reading: IdentifierReading,
): string | null {
  const texts = written.filter((text) => text !== null && text.trim() !== '') as string[]
  if (texts.length === 0) return null
  const normalised = normalise(kind, texts.join(' '), reading)
  if (normalised === UNRECOGNISED || normalised === IMPOSSIBLE) return normalised
  const message = `${PERSON_KEY_VERSION}\n${kind}\n${normalised}`
  return `v${PERSON_KEY_VERSION}:${lettersOf(createHmac('sha256', secret.bytes).update(message, 'utf8').digest())}`
}

/** The key of a person from the digests of all its parts; null when one of them is missing or recognises nobody. */
export function personOf(digests: readonly (string | null)[]): string | null {
  if (digests.some((digest) => digest === null || digest === UNRECOGNISED || digest === IMPOSSIBLE))
    return null
  return lettersOf(createHash('sha256').update(digests.join('\n'), 'utf8').digest())
}

/** How dates are written, and the day on which the file was received: nobody is born after it. */
export interface IdentifierReading {
  readonly order: DateOrder
  readonly receivedOn: string
}

/** The identifier made comparable, or why it is of no use. Version 1. */
export function normalise(kind: IdentifierKind, written: string, reading: IdentifierReading): string {
  switch (kind) {
    case 'name': {
      const words = plainLetters(written).split(' ').filter(Boolean)
      return words.length < 2 ? UNRECOGNISED : words.sort().join(' ')
    }
    case 'birth-date': {
      const { value } = readDate(written, reading.order)
      return value !== undefined && isPossible(value, reading.receivedOn) ? value : IMPOSSIBLE
    }
    case 'birth-year': {
      const year = written.trim()
      return /^\d{4}$/.test(year) && isPossible(`${year}-01-01`, reading.receivedOn) ? year : IMPOSSIBLE
    }
    case 'email': {
      const address = written.trim().toLowerCase()
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : UNRECOGNISED
    }
    case 'phone': {
      const digits = written.replaceAll(/\D/g, '').replace(/^(?:0033|33)(?=[1-9]\d{8}$)/, '0')
      return digits.length < 10 ? UNRECOGNISED : digits
    }
    case 'number': {
      const number = written.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
      return number === '' ? UNRECOGNISED : number
    }
  }
}

const OLDEST = 120

function isPossible(day: string, receivedOn: string): boolean {
  const oldest = `${String(Number(receivedOn.slice(0, 4)) - OLDEST).padStart(4, '0')}${receivedOn.slice(4)}`
  return day <= receivedOn && day >= oldest
}

/** Lower case, without accents; hyphens, apostrophes and all that is no letter become spaces. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
}

/** 128 bits as 32 letters from a to p. */
export function lettersOf(digest: Buffer): string {
  return digest
    .subarray(0, 16)
    .toString('hex')
    .replaceAll(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
}
