import { decodeFilters } from '@retombees/contract/survey-query'
import { describe, expect, it } from 'vitest'
import { encodeAsked, readAsked } from './use-survey-query.ts'

describe('what the page asks of a questionnaire', () => {
  it('comes back from its URL as it went', () => {
    const asked = {
      survey: 'residents',
      rows: 'r3',
      columns: 'centre',
      filter: decodeFilters('r1:user'),
      base: 'opinions' as const,
      search: 'très long',
      theme: 'Durée',
      page: 2,
    }
    expect(readAsked(encodeAsked(asked))).toEqual(asked)
  })

  it('is empty for what is not said, and does not break on what cannot be read', () => {
    expect(encodeAsked(readAsked(''))).toBe('')
    expect(readAsked('?filter=:::&rows=q4').rows).toBe('')
    expect(readAsked('?page=-1').page).toBe(1)
  })
})
