import { describe, expect, it } from 'vitest'
import { identityFromLines } from './read-identity.ts'

describe('the identifiers of a person', () => {
  it('are lines of a key and what the files write, in any order', () => {
    expect(
      identityFromLines('Téléphone: 06 12 34 56 78\r\n\nnom : Dupont, Marie\nnaissance: 1980-03-02\n'),
    ).toEqual({ phone: '06 12 34 56 78', name: 'Dupont, Marie', 'birth-date': '1980-03-02' })
    expect(identityFromLines('naissance: 1980\ncourriel:\nnumero: A-12')).toEqual({
      'birth-year': '1980',
      number: 'A-12',
    })
  })

  it('are refused by the number of their line, which is not quoted', () => {
    expect(() => identityFromLines('nom: Dupont Marie\nMarie Dupont')).toThrow(
      /ligne 2 : nom, naissance, courriel, telephone, numero(?!.*Marie)/,
    )
  })
})
