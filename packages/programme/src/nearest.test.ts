import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'

const TERRITORIES = ['croissant-sud', 'versant-nord-est']

describe('the nearest known id', () => {
  it.each([
    ['croisant-sud', 'croissant-sud'],
    ['versant-nord-ets', 'versant-nord-est'],
    ['versant-nordest', 'versant-nord-est'],
    ['quai-des-brumes', null],
    ['', null],
  ])('to « %s » is %s', (written, expected) => {
    expect(nearest(written, TERRITORIES)).toBe(expected)
  })

  it('is itself for an id that is known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (ids) => {
        for (const id of ids) expect(nearest(id, ids)).toBe(id)
      }),
    )
  })

  it('is found again after any one swap, loss or slip of a letter in a long id', () => {
    const slip = fc.record({ at: fc.nat(11), kind: fc.constantFrom('swap', 'lose', 'slip') })
    fc.assert(
      fc.property(slip, ({ at, kind }) => {
        const id = 'croissant-sud'
        const written =
          kind === 'swap'
            ? id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
            : id.slice(0, at) + (kind === 'slip' ? 'z' : '') + id.slice(at + 1)
        expect(nearest(written, TERRITORIES)).toBe(id)
      }),
    )
  })
})
