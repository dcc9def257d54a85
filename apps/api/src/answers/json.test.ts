import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { etagOf, isFresh } from './etag.ts'
import { jsonText } from './json.ts'

describe('the text of an answer', () => {
  it('writes an integer of the engine as a number where a double holds it, else as text', () => {
    expect(jsonText({ n: 81n, big: 9007199254740993n, list: [0n] })).toBe(
      '{"n":81,"big":"9007199254740993","list":[0]}',
    )
  })

  it('never loses a digit of an integer', () => {
    fc.assert(fc.property(fc.bigInt(), (n) => BigInt(JSON.parse(jsonText([n]))[0]) === n))
  })
})

describe('the tag of an answer', () => {
  it('changes with each part', () => {
    const tag = etagOf(['published', 'x', { territory: 'a' }])
    expect(tag).toMatch(/^"[\w-]{27}"$/)
    expect(etagOf(['published', 'x', { territory: 'b' }])).not.toBe(tag)
  })

  it.each([
    [undefined, false],
    ['"other"', false],
    ['"tag"', true],
    ['W/"tag"', true],
    ['"other", "tag"', true],
    ['*', true],
  ])('is fresh for If-None-Match %s: %s', (header, fresh) => {
    expect(isFresh(header, '"tag"')).toBe(fresh)
  })
})
