import { describe, expect, it } from 'vitest'
import { partnerEntity, slugOf } from './entity.ts'
import { goldenProgramme } from './golden-cases.ts'

describe('a partner', () => {
  const programme = goldenProgramme()

  it.each([
    ['CAF du Nord', 'caisse-du-nord', 'no'],
    ['  caf  DU nord ', 'caisse-du-nord', 'no'],
    ['C.A.F. Nord', 'caisse-du-nord', 'no'],
    ['Caisse du Nord', 'caisse-du-nord', 'no'],
    ['Centre Social les Tilleuls', 'les-tilleuls', 'centre'],
    ["L'atelier nomade", 'atelier-nomade', 'contractor'],
    ['Médiathèque de l’Œuvre', 'mediatheque-de-l-oeuvre', 'no'],
  ])('« %s » is %s', (label, id, internal) => {
    expect(partnerEntity(label, programme)).toEqual({ id, internal })
  })

  it('without a letter or a digit has no id', () => {
    expect(slugOf(' – ')).toBe('')
  })
})
