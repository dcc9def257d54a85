import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitChoices } from './split-choices.ts'

const LABELS = [
  'Joyeux',
  'Compliqué',
  'Très compliqué',
  'Utile, mais court',
  'Utile',
  'Oui; un peu',
  'L’année entière',
]

describe('a cell of several choices', () => {
  it('comes apart as it was joined, by commas, semicolons, bars or lines', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(LABELS, { minLength: 1 }),
        fc.constantFrom(', ', ',', '; ', ';', ' | ', '|', '\n'),
        fc.boolean(),
        (chosen, separator, upper) => {
          const cell = chosen.join(separator)
          const { known, rest } = splitChoices(upper ? cell.toUpperCase() : cell, LABELS)
          expect(rest).toBeNull()
          expect(known).toEqual(chosen)
        },
      ),
      { seed: 3, numRuns: 300 },
    )
  })

  it('of codes joined by spaces comes apart', () => {
    expect(splitChoices('a1 b2 a10', ['a1', 'a10', 'b2'])).toEqual({
      known: ['a1', 'b2', 'a10'],
      rest: null,
      ambiguous: false,
    })
  })

  it('of labels joined by spaces is ambiguous where it reads in two ways', () => {
    expect(splitChoices('Très bien', ['Très', 'bien', 'Très bien']).ambiguous).toBe(true)
    expect(splitChoices('Très, bien', ['Très', 'bien', 'Très bien']).ambiguous).toBe(false)
  })

  it('keeps what it does not know as it was written', () => {
    expect(splitChoices('Joyeux, Trop loin, hélas', LABELS)).toEqual({
      known: ['Joyeux'],
      rest: 'Trop loin, hélas',
      ambiguous: false,
    })
    expect(splitChoices('joyeuse', LABELS)).toEqual({ known: [], rest: 'joyeuse', ambiguous: false })
  })

  it('that would take too long to read in every way is read all the same', () => {
    const cell = Array.from({ length: 60 }, () => 'a').join(' ')
    expect(splitChoices(cell, ['a', 'a a', 'a a a', 'b']).known.length).toBeGreaterThan(0)
  })
})
