import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_QUERY, Dimension, decodeQuery, encodeQuery, type Query } from './query.ts'

const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6})?$/)
const set = fc.uniqueArray(slug, { maxLength: 4 }).map((list) => [...list].sort())
const anyQuery: fc.Arbitrary<Query> = fc.record({
  territory: set,
  centre: set,
  period: fc.constantFrom('', '2018', '2019-t1'),
  gender: set,
  age: set,
  kind: set,
  area: set,
  theme: set,
  by: fc.constantFrom('', ...Dimension.options),
  search: fc.string({ maxLength: 20 }),
  sort: fc.uniqueArray(fc.constantFrom('mean', '-mean', 'partner', '-score.funds'), { maxLength: 3 }),
  page: fc.integer({ min: 1, max: 9999 }),
  size: fc.integer({ min: 1, max: 1000 }),
})

describe('the query of a page and its URL', () => {
  it('say the same, whatever is asked', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(decodeQuery(encodeQuery(query))).toEqual(query)
      }),
    )
  })

  it('have one spelling: a query read back is written the same', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(encodeQuery(decodeQuery(encodeQuery(query)))).toBe(encodeQuery(query))
      }),
    )
  })

  it('leave the URL empty when nothing differs from the default', () => {
    expect(encodeQuery(DEFAULT_QUERY)).toBe('')
    expect(decodeQuery('')).toEqual(DEFAULT_QUERY)
    expect(decodeQuery('?page=1&territory=')).toEqual(DEFAULT_QUERY)
  })

  it('name the key whose value is no good', () => {
    expect(() => decodeQuery('?page=zero')).toThrowError(/page/)
    expect(() => decodeQuery('?sort=DROP TABLE')).toThrowError(/sort/)
  })
})
