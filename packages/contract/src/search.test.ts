import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dimension, decodeQuery, encodeQuery, type Query } from './query.ts'
import { FundingLineageSearch, QuerySearch } from './search.ts'

const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const query: fc.Arbitrary<Query> = fc.record({
  territory: fc.uniqueArray(slug, { maxLength: 3 }),
  centre: fc.uniqueArray(slug, { maxLength: 3 }),
  period: fc.oneof(fc.constant(''), slug),
  gender: fc.uniqueArray(slug, { maxLength: 3 }),
  age: fc.uniqueArray(slug, { maxLength: 3 }),
  kind: fc.uniqueArray(slug, { maxLength: 3 }),
  area: fc.uniqueArray(slug, { maxLength: 3 }),
  theme: fc.uniqueArray(slug, { maxLength: 3 }),
  by: fc.constantFrom('', ...Dimension.options),
  search: fc.string({ maxLength: 20 }),
  sort: fc.uniqueArray(fc.stringMatching(/^-?[a-z][a-z0-9]{0,5}$/), { maxLength: 3 }),
  page: fc.integer({ min: 1, max: 999 }),
  size: fc.integer({ min: 1, max: 1000 }),
})

describe('the query string that the API checks', () => {
  it('reads what the codec writes to the same query as the codec does', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const text = encodeQuery(asked)
        const parsed = QuerySearch.parse(Object.fromEntries(new URLSearchParams(text)))
        expect(parsed).toEqual(decodeQuery(text))
      }),
    )
  })

  it('refuses a parameter that it does not know, rather than answering another question', () => {
    const read = QuerySearch.safeParse({ teritory: 'croissant-sud' })
    expect(read.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['teritory'] })
  })

  it('refuses a page that is not a number, or a size beyond what is served', () => {
    expect(QuerySearch.safeParse({ page: 'deux' }).success).toBe(false)
    expect(QuerySearch.safeParse({ size: '5000' }).success).toBe(false)
  })

  it('takes an empty parameter for an absent one', () => {
    expect(FundingLineageSearch.parse({ territory: '', year: '' })).toEqual({
      territory: undefined,
      year: undefined,
    })
  })
})
