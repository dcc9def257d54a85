import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf, digestOfTexts } from './digest.ts'

describe('the digest of a definition', () => {
  it('does not depend on the order in which its keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (definition) => {
        const turned = Object.fromEntries(Object.entries(definition).reverse())
        expect(digestOf(turned)).toBe(digestOf(definition))
      }),
    )
  })

  it('depends on the order of a list, and tells a number from its text', () => {
    expect(digestOf({ codes: ['a', 'b'] })).not.toBe(digestOf({ codes: ['b', 'a'] }))
    expect(digestOf({ year: 2018 })).not.toBe(digestOf({ year: '2018' }))
  })
})

describe('the digest of a folder', () => {
  it('does not depend on the order of its files nor on their line ends, but on their names', () => {
    const files = new Map([
      ['a.yaml', 'id: a\n'],
      ['b.yaml', 'id: b\n'],
    ])
    const turned = new Map([
      ['b.yaml', 'id: b\r\n'],
      ['a.yaml', 'id: a\r\n'],
    ])
    const renamed = new Map([
      ['a.yaml', 'id: b\n'],
      ['b.yaml', 'id: a\n'],
    ])
    expect(digestOfTexts(turned)).toBe(digestOfTexts(files))
    expect(digestOfTexts(renamed)).not.toBe(digestOfTexts(files))
  })
})
