import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conform } from './conform.ts'
import { goldenCase, goldenProgramme, LOADING, outcomeOf } from './golden-cases.ts'
import { readFile } from './read-file.ts'

const { source, file } = goldenCase('dates-that-nothing-proves')
const programme = goldenProgramme()
const day = fc.record({ day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 1, max: 12 }) })
type Day = typeof day extends fc.Arbitrary<infer T> ? T : never

const two = (number: number) => String(number).padStart(2, '0')
const iso = ({ day, month }: Day) => `2018-${two(month)}-${two(day)}`

/** What becomes of a column of these days, one row each, written in that order. */
function become(days: readonly Day[], write: (day: Day) => string) {
  const rows = days.map(
    (one, at) => `${at % 2 === 0 ? 'Les Tilleuls' : 'Les Érables'};point relais;${write(one)};`,
  )
  const text = ['Centre;Statut;Début;Fin', ...rows].join('\n')
  return outcomeOf(() => conform(readFile(Buffer.from(text), file, source), source, programme, LOADING))
}

const distinct = fc.uniqueArray(day, { minLength: 1, maxLength: 8, selector: iso })
const seeded = { seed: 8, numRuns: 200 }

describe('the order of dates that no one declared', () => {
  it.each([
    ['day', ({ day, month }: Day) => `${two(day)}/${two(month)}/2018`],
    ['month', ({ day, month }: Day) => `${two(month)}/${two(day)}/2018`],
  ] as const)(
    'is proven by a day after the twelfth, with the %s first; else asked, never guessed',
    (_, write) => {
      fc.assert(
        fc.property(distinct, (days) => {
          const outcome = become(days, write)
          const proven = days.some((one) => one.day > 12)
          const same = days.every((one) => one.day === one.month)
          if (!proven && !same) {
            expect(outcome).toMatchObject({ refused: { code: 'ambiguous-date', column: 'Début' } })
            return
          }
          const read = (outcome.rows as { valid_from: string }[]).map((row) => row.valid_from)
          expect(read).toEqual(days.map(iso))
        }),
        seeded,
      )
    },
  )

  it('is refused where two orders are proven', () => {
    const text =
      'Centre;Statut;Début;Fin\nLes Tilleuls;point relais;13/01/2018;\nLes Érables;point relais;01/13/2018;'
    const outcome = outcomeOf(() =>
      conform(readFile(Buffer.from(text), file, source), source, programme, LOADING),
    )
    expect(outcome).toMatchObject({ refused: { code: 'mixed-date-orders', row: 3 } })
  })
})
