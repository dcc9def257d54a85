import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conform } from '../conform.ts'
import { goldenCase, goldenProgramme, LOADING, outcomeOf } from '../golden-cases.ts'
import { readFile } from '../read-file.ts'
import { identifierIn, MASK, maskIdentifiers } from './mask.ts'

const seeded = { seed: 20190630, numRuns: 250 }
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const gap = fc.constantFrom('', ' ', '.', '-', '\u00A0', '\u202F')

const email = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abcdefxyzéç019._+-'), minLength: 1, maxLength: 12 }),
    fc.constantFrom('exemple.fr', 'asso-du-nord.org', 'mail.ville-exemple.fr', 'école.fr'),
  )
  .map(([local, domain]) => `${local}@${domain}`)
const nationalPhone = fc
  .tuple(fc.constantFrom(...'123456789'), digits(8), gap)
  .map(([first, rest, sign]) => [`0${first}`, ...(rest.match(/../g) ?? [])].join(sign))
const foreignPhone = fc
  .tuple(
    fc.constantFrom('+33 ', '+33', '0033 ', '+32 ', '+33 (0)'),
    fc.constantFrom(...'123456789'),
    digits(8),
    gap,
  )
  .map(([prefix, first, rest, sign]) => `${prefix}${first}${sign}${(rest.match(/../g) ?? []).join(sign)}`)
const nir = fc
  .tuple(
    fc.constantFrom('1', '2'),
    digits(2),
    fc.constantFrom('01', '12', '20'),
    fc.constantFrom('59', '2A', '75'),
    digits(6),
    fc.boolean(),
  )
  .map(([sex, year, month, place, rest, spaced]) =>
    [sex, year, month, place, rest.slice(0, 3), rest.slice(3)].join(spaced ? ' ' : ''),
  )
const identifier = fc.oneof(email, nationalPhone, foreignPhone, nir)

describe('masking', () => {
  it.each([
    ['écrire à j.dupont@exemple.fr.', `écrire à ${MASK}.`],
    ['Tél. : 03 20 12 34 56 (bureau)', `Tél. : ${MASK} (bureau)`],
    ['0320.12.34.56', MASK],
    ['0320 12 34 56', MASK],
    ['+33 (0)6 12 34 56 78', MASK],
    ['a (at) exemple.fr', MASK],
    ['1 85 05 78 006 084 36', MASK],
    ['285052A00608436', MASK],
  ])('hides « %s »', (text, masked) => {
    expect(maskIdentifiers(text)).toBe(masked)
  })

  it.each([
    'le 01/09/2018 10:30',
    '01.09.2018 10h',
    '225 000€ puis 339 999€',
    '1 349 998',
    'SIRET 552 081 317 00012',
    'SIRET 13002526500013',
    'code postal 59000',
    'de 10 à 12 h, @ Lille',
    '2018-09-12 14:30:00',
  ])('leaves « %s » alone', (text) => {
    expect(maskIdentifiers(text)).toBe(text)
    expect(identifierIn(text)).toBeNull()
  })

  it('hides every generated e-mail, telephone and NIR, wherever it stands in a text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'voir ', 'tél:', '«', '('),
        identifier,
        fc.constantFrom('', '.', ', merci', ')', '\nfin'),
        (before, secret, after) => {
          const masked = maskIdentifiers(before + secret + after)
          expect(masked).not.toContain(secret)
          expect(identifierIn(before + secret + after)).not.toBeNull()
          expect(maskIdentifiers(masked)).toBe(masked)
        },
      ),
      seeded,
    )
  })

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const masked = maskIdentifiers(text)
        expect(maskIdentifiers(masked)).toBe(masked)
      }),
      seeded,
    )
  })
})

describe('what comes out of a file', () => {
  const programme = goldenProgramme()
  const heading = [
    'Acteur',
    'Thématique',
    'Territoire',
    'Présence aux échanges',
    'Construction des prototypes',
    'Apport de fonds',
  ]
  const { source, file } = goldenCase('fill-down')

  it('holds no e-mail, telephone or NIR, whatever cell, heading or broken line held it', () => {
    fc.assert(
      fc.property(identifier, fc.nat(7), fc.nat(2), fc.boolean(), (secret, column, row, shifted) => {
        const table = [
          ['retenu', 'T', 'nord', '1', '2', '3'],
          heading,
          ['A', 'T', 'nord', '1', '2', '3'],
          ['B', 'T', 'sud', '0', '', '5'],
        ]
        const line = table[row === 1 && column > 5 ? 0 : row + (row === 1 ? 0 : 1)] as string[]
        line[column] = shifted ? `${secret};${line[column] ?? ''}` : secret
        const text = table.map((cells) => cells.join(';')).join('\n')
        const outcome = outcomeOf(() => {
          const conformed = conform(readFile(Buffer.from(text), file, source), source, programme, LOADING)
          expect(JSON.stringify(conformed)).not.toContain(secret)
          return conformed
        })
        expect(JSON.stringify(outcome)).not.toContain(secret)
      }),
      seeded,
    )
  })
})

describe('a cell of a million signs without a space', () => {
  const long = 'c0,x_'.repeat(200_000).replaceAll(',', '.')

  it('is read to its end in one go, the address that stands there masked', () => {
    const masked = maskIdentifiers(`${long} ecrire@exemple.fr`)
    expect(JSON.stringify(masked)).toContain(MASK)
    expect(JSON.stringify(masked)).not.toContain('ecrire@')
  })
})
