import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SurveyTableSearch } from './search.ts'
import {
  decodeFilters,
  decodeSurveyQuery,
  encodeFilters,
  encodeSurveyQuery,
  SurveyBase,
  type SurveyFilter,
  type SurveyQuery,
} from './survey-query.ts'

const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const filter: fc.Arbitrary<SurveyFilter> = fc.record({
  variable: slug,
  not: fc.boolean(),
  codes: fc.uniqueArray(slug, { minLength: 1, maxLength: 3 }).map((codes) => codes.sort()),
})
const query: fc.Arbitrary<SurveyQuery> = fc.record({
  survey: slug,
  rows: slug,
  columns: fc.oneof(fc.constant(''), slug),
  filter: fc
    .uniqueArray(filter, { maxLength: 3, selector: encodeOne })
    .map((filters) => filters.sort((a, b) => (encodeOne(a) < encodeOne(b) ? -1 : 1))),
  base: fc.constantFrom(...SurveyBase.options),
})

function encodeOne(one: SurveyFilter): string {
  return encodeFilters([one])
}

describe('what is asked of a questionnaire', () => {
  it('comes back from a URL as it went', () => {
    fc.assert(
      fc.property(query, (asked) => {
        expect(decodeSurveyQuery(encodeSurveyQuery(asked))).toEqual(asked)
      }),
    )
  })

  it('is read by the API as the page wrote it', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const { survey, ...given } = Object.fromEntries(new URLSearchParams(encodeSurveyQuery(asked)))
        expect({ survey, ...SurveyTableSearch.parse(given) }).toEqual(asked)
      }),
    )
  })

  it('holds only what is not default, in one order whatever the order of the filters', () => {
    const asked = { survey: 's', rows: 'q4', columns: '', base: 'all-respondents' } as const
    expect(encodeSurveyQuery({ ...asked, filter: [] })).toBe('survey=s&rows=q4')
    const filters = decodeFilters('q5:b|a,centre:!x')
    expect(encodeFilters(filters)).toBe('centre:!x,q5:a|b')
    expect(encodeFilters([...filters].reverse())).toBe('centre:!x,q5:a|b')
  })

  it.each(['q5', 'q5:', ':a', 'q5:a b', 'q5:!', 'q5:a:b'])('refuses the filter %j', (text) => {
    expect(() => decodeFilters(text)).toThrow()
    expect(SurveyTableSearch.safeParse({ rows: 'q4', filter: text }).error?.issues[0]?.path).toEqual([
      'filter',
    ])
  })
})
