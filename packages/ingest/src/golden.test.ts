import { describe, expect, it } from 'vitest'
import { restoreTable } from './archive-table.ts'
import { conform } from './conform.ts'
import { conformCase, goldenCase, goldenNames, goldenProgramme, LOADING, outcomeOf } from './golden-cases.ts'

const programme = goldenProgramme()
const cases = goldenNames().map(goldenCase)
const conformed = cases.filter((one) => !('refused' in (one.expected as object)))

describe('a file of the field', () => {
  it.each(cases)('$name becomes what its folder says', (one) => {
    expect(outcomeOf(() => conformCase(one, programme))).toEqual(one.expected)
  })

  it.each(conformed)('$name: rows read are loaded, quarantined or ignored', (one) => {
    const { counts, raw, ignored, quarantined } = conformCase(one, programme)
    expect(counts.read).toBe(counts.loaded + counts.quarantined + counts.ignored)
    expect(quarantined).toHaveLength(counts.quarantined)
    expect(ignored).toHaveLength(counts.ignored)
    expect(new Set(raw.map((row) => row.row_no)).size).toBe(raw.length)
  })

  it.each(conformed)('$name, archived and conformed again, is the same', (one) => {
    const first = conformCase(one, programme)
    const shape: unknown = JSON.parse(JSON.stringify(first.shape))
    const again = conform(restoreTable(shape, first.raw), one.source, programme, LOADING)
    expect(again).toEqual(first)
  })
})
