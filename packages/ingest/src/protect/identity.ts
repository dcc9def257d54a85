import { refusal } from '../errors.ts'
import {
  type IdentifierKind,
  IMPOSSIBLE,
  identifierDigest,
  type PersonSecret,
  UNRECOGNISED,
} from './person-key.ts'

/** What is known of one person, as somebody wrote it: the identifiers that sources make persons' keys of. */
export type Identity = Readonly<Partial<Record<IdentifierKind, string>>>

/** An identifier that says who somebody is; a birth alone is that of thousands. */
const NAMING: readonly IdentifierKind[] = Object.freeze(['name', 'email', 'phone', 'number'])

const WORDS: Readonly<Record<IdentifierKind, { called: string; expected: string }>> = Object.freeze({
  name: { called: 'le nom', expected: 'un nom et un prénom' },
  'birth-date': { called: 'la date de naissance', expected: 'un jour passé, AAAA-MM-JJ' },
  'birth-year': { called: 'l’année de naissance', expected: 'une année passée, AAAA' },
  email: { called: 'le courriel', expected: 'une adresse électronique' },
  phone: { called: 'le téléphone', expected: 'dix chiffres au moins' },
  number: { called: 'le numéro d’adhérent', expected: 'des lettres ou des chiffres' },
})

/**
 * The digests of a person's identifiers, by kind, under the key of the home; a birth date gives the year too. Throws
 * IngestError, which quotes no identifier, for one that recognises nobody, and where none names anybody.
 */
export function identityDigests(
  identity: Identity,
  secret: PersonSecret,
  receivedOn: string,
): ReadonlyMap<IdentifierKind, string> {
  const year = identity['birth-year'] ?? identity['birth-date']?.slice(0, 4)
  const said = { ...identity, ...(year === undefined ? {} : { 'birth-year': year }) }
  const digests = new Map<IdentifierKind, string>()
  for (const [key, written] of Object.entries(said)) {
    const kind = key as IdentifierKind
    const digest = identifierDigest(kind, [written], secret, { order: 'day-first', receivedOn })
    if (digest === null || digest === UNRECOGNISED || digest === IMPOSSIBLE)
      throw refusal({
        code: 'identity-unreadable',
        problem: `${WORDS[kind].called}, tel que donné, ne reconnaît personne`,
        expected: WORDS[kind].expected,
        remedy: 'le donner en entier ; il n’est écrit nulle part',
      })
    digests.set(kind, digest)
  }
  if (!NAMING.some((kind) => digests.has(kind)))
    throw refusal({
      code: 'identity-missing',
      problem: 'rien ne nomme la personne',
      expected: 'un nom et un prénom, une adresse électronique, un numéro de téléphone ou d’adhérent',
      remedy:
        'donner ce que les fichiers écrivent d’elle ; une naissance seule est celle de milliers de gens',
    })
  return digests
}

/**
 * Whether the digests of a row are those of a person: `same` when one names it and none is of anybody else, `namesake`
 * when one names it and another does not agree or was not given, `other` when none names it.
 */
export function matchIdentity(
  digests: readonly string[],
  identity: ReadonlyMap<IdentifierKind, string>,
): 'same' | 'namesake' | 'other' {
  const named = NAMING.some((kind) => digests.includes(identity.get(kind) ?? ''))
  if (!named) return 'other'
  const own = new Set(identity.values())
  return digests.every((digest) => own.has(digest)) ? 'same' : 'namesake'
}
