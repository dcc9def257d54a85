import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseOf, type Certainty, countOf, opinionsOf, type Tally } from './tally.ts'

let row = 0
function tally(codes: string, n: number | null, certainty: Certainty = 'certain', reason?: string): Tally {
  row += 1
  return {
    origins: [{ load_id: 'l', row_no: row }],
    loads: ['l'],
    codes: codes.split('|'),
    n,
    certainty,
    reason: reason ?? null,
  }
}

describe('what printed tallies say', () => {
  it('takes the tally of exactly these codes before any sum', () => {
    const rows = [tally('a', 5), tally('b', 13), tally('a|b', 18)]
    expect(countOf(rows, ['b', 'a'])).toMatchObject({ state: 'known', n: 18 })
  })

  it('adds disjoint tallies that make the set up, and nothing that overlaps', () => {
    expect(countOf([tally('a', 5), tally('b|c', 4)], ['a', 'b', 'c'])).toMatchObject({ n: 9 })
    expect(countOf([tally('a|b', 5), tally('b|c', 4)], ['a', 'b', 'c'])).toMatchObject({ state: 'no_data' })
  })

  it('counts zero as zero and nothing as nothing', () => {
    expect(countOf([tally('a', 0)], ['a'])).toMatchObject({ state: 'known', n: 0 })
    expect(countOf([], ['a'])).toMatchObject({ state: 'no_data' })
  })

  it('is illegible with the reasons of the ambiguous tallies', () => {
    const rows = [tally('a', 12), tally('b', null, 'ambiguous', 'Étiquette perdue.')]
    expect(countOf(rows, ['a', 'b'])).toEqual({ state: 'illegible', reason: 'Étiquette perdue.' })
  })

  it('says when a part was reconstructed', () => {
    const rows = [tally('a', 8), tally('b', 12, 'reconstructed', 'Seule valeur possible.')]
    const counted = countOf(rows, ['a', 'b'])
    expect(counted).toMatchObject({ n: 20, discrepancies: [{ code: 'reconstructed' }] })
  })

  it('uses the printed base and keeps the one that contradicts it', () => {
    const rows = [tally('*', 25, 'reconstructed', 'Deux raisons.'), tally('*', 27, 'contradicted')]
    expect(baseOf(rows)).toMatchObject({
      n: 27,
      discrepancies: [{ code: 'base-contradicted', printed: 27, alternative: 25 }],
    })
    expect(baseOf([...rows].reverse())).toMatchObject({ n: 27 })
  })

  it('finds the opinions from either side, and neither when both are lost', () => {
    const base = tally('*', 30)
    const direct = [base, tally('yes', 20), tally('no', 8)]
    expect(opinionsOf(direct, ['yes', 'no'], ['dk'])).toMatchObject({ n: 28 })
    const rest = [base, tally('yes', 20), tally('no', null, 'ambiguous', 'Perdu.'), tally('dk', 2)]
    expect(opinionsOf(rest, ['yes', 'no'], ['dk'])).toMatchObject({ n: 28 })
    const lost = [base, tally('yes', 20), tally('no', null, 'ambiguous', 'Perdu.')]
    expect(opinionsOf(lost, ['yes', 'no'], ['dk'])).toMatchObject({ state: 'illegible', reason: 'Perdu.' })
  })

  it('never adds what one person may have answered twice', () => {
    const rows = [tally('a', 16), tally('b', 19), tally('a|b', 11)]
    expect(countOf(rows, ['a'], true)).toMatchObject({ n: 16 })
    expect(countOf(rows, ['a', 'b'], true)).toMatchObject({ state: 'no_data' })
  })

  it('recovers every sum of a partition from its blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(50)), { minLength: 1, maxLength: 8 }),
        (answers) => {
          const codes = answers.map((_, index) => `c${index}`)
          const blocks = new Map<number, { codes: string[]; n: number }>()
          answers.forEach(([block, n], index) => {
            const own = blocks.get(block) ?? { codes: [], n: 0 }
            blocks.set(block, { codes: [...own.codes, `c${index}`], n: own.n + n })
          })
          const rows = [...blocks.values()].map((each) => tally(each.codes.join('|'), each.n))
          const sum = answers.reduce((acc, [, n]) => acc + n, 0)
          expect(countOf(rows, codes)).toMatchObject({ state: 'known', n: sum })
        },
      ),
    )
  })
})
