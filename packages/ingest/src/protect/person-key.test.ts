import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskIdentifiers } from './mask.ts'
import {
  IMPOSSIBLE,
  identifierDigest,
  normalise,
  personOf,
  personSecret,
  UNRECOGNISED,
} from './person-key.ts'

const secret = personSecret(new Uint8Array(32).fill(7))
const reading = { order: 'day-first', receivedOn: '2019-06-30' } as const
const name = (...written: (string | null)[]) => identifierDigest('name', written, secret, reading)

/** Golden names: what version 1 makes of them may never change, since archives hold the digests and not the names. */
const NAMES: readonly (readonly [normalised: string, ...written: string[]])[] = [
  [
    'dupont marie therese',
    'DUPONT Marie-Thérèse',
    'Marie Thérèse Dupont',
    'dupont, marie‑thérèse',
    '  Dupont  MARIE THERESE ',
  ],
  ['arc d jeanne', 'Jeanne d’Arc', "d'Arc Jeanne", 'JEANNE D ARC'],
  ['lefevre oeuvrard', 'Lefèvre Œuvrard', 'LEFEVRE-OEUVRARD'],
  ['ali ben said', 'Saïd BEN ALI', 'Ben-Ali Said'],
  ['francois', 'François'],
  ['nguyen thi van', 'Nguyễn Thị Vân', 'NGUYEN Thi Van'],
  ['lukasz nowak', 'Łukasz Nowak'],
  ['de la rochefoucauld', 'de La Rochefoucauld'],
]

describe('the key of a person', () => {
  it.each(NAMES)('knows « %s » however it is written', (normalised, ...spellings) => {
    for (const written of spellings)
      expect(normalise('name', written, reading)).toBe(normalised.includes(' ') ? normalised : UNRECOGNISED)
  })

  it('is the same whichever columns hold the family name and the given name', () => {
    expect(name('Dupont', 'Marie-Thérèse')).toBe(name('Marie-Thérèse Dupont'))
    expect(name('Dupont', 'Marie-Thérèse')).toBe(name('MARIE THERESE', 'DUPONT'))
    expect(name('Dupont', 'Marie')).not.toBe(name('Dupont', 'Maria'))
  })

  it('never changes for a version and a key', () => {
    expect(name('Dupont', 'Marie-Thérèse')).toBe('v1:jdaechgldaaclddmnlmfnoakmejplibd')
    expect(identifierDigest('birth-year', ['1984'], secret, reading)).toBe(
      'v1:jageaegealgneldahajobacnjemhcmao',
    )
    expect(personOf([name('Dupont', 'Marie-Thérèse'), 'v1:x'])).toBe('kcgjndehiobaeapbghnjjhoijlgofacp')
  })

  it('is another under another key, and the fingerprint tells', () => {
    const other = personSecret(new Uint8Array(32).fill(8))
    expect(identifierDigest('name', ['Marie Dupont'], other, reading)).not.toBe(name('Marie Dupont'))
    expect(other.fingerprint).not.toBe(secret.fingerprint)
    expect(() => personSecret(new Uint8Array(16))).toThrow(RangeError)
  })

  it('does not take the same text for two kinds of identifier', () => {
    expect(identifierDigest('birth-year', ['1984'], secret, reading)).not.toBe(
      identifierDigest('number', ['1984'], secret, reading),
    )
  })

  it('recognises nobody by a single word, half an address or half a number', () => {
    expect(name('Marie')).toBe(UNRECOGNISED)
    expect(normalise('email', 'marie chez elle', reading)).toBe(UNRECOGNISED)
    expect(normalise('phone', '06 12', reading)).toBe(UNRECOGNISED)
    expect(name(null, '  ')).toBeNull()
    for (const part of [null, UNRECOGNISED, IMPOSSIBLE])
      expect(personOf([name('Marie Dupont'), part])).toBeNull()
  })

  it('refuses a birth that cannot be, and reads dates as the source writes them', () => {
    expect(normalise('birth-date', '03/02/1984', reading)).toBe('1984-02-03')
    for (const written of ['31/02/1984', '01/07/2019', '01/01/1899', 'hier'])
      expect(normalise('birth-date', written, reading)).toBe(IMPOSSIBLE)
    for (const written of ['2020', '1898', '84'])
      expect(normalise('birth-year', written, reading)).toBe(IMPOSSIBLE)
  })

  it('makes one of a telephone number, an address or a number that is written in two ways', () => {
    expect(normalise('phone', '+33 6 12 34 56 78', reading)).toBe(
      normalise('phone', '06.12.34.56.78', reading),
    )
    expect(normalise('email', ' Marie@Example.FR ', reading)).toBe('marie@example.fr')
    expect(normalise('number', 'adh-0042', reading)).toBe('ADH0042')
  })

  it('gives digests that no mask takes for an identifier, and that no order of words changes', () => {
    const words = fc.array(fc.stringMatching(/^[a-zéèàç]{1,9}$/), { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(words, (some) => {
        const digest = name(some.join(' ')) as string
        expect(maskIdentifiers(digest)).toBe(digest)
        expect(name([...some].reverse().join('-').toUpperCase())).toBe(digest)
      }),
    )
  })
})
