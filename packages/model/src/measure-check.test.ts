import { fileURLToPath } from 'node:url'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import type { Measure } from '@retombees/programme/measure'
import { readProgramme } from '@retombees/programme/read-programme'
import { describe, expect, it } from 'vitest'
import { measureFindings } from './measure-check.ts'

const programme = await readProgramme(fileURLToPath(new URL('../../../data/csc', import.meta.url)))
const measuring = (measure: Measure) =>
  measureFindings({
    ...programme,
    indicators: [{ ...(programme.indicators[0] as IndicatorDefinition), measure }],
  })

describe('indicators checked against the tables that they read', () => {
  it('finds nothing wrong in the first programme', () => {
    expect(measureFindings(programme)).toEqual([])
  })

  it.each<[string, Measure, string]>([
    ['a table', { kind: 'count', from: 'atendances', where: {}, base: 'persons' }, 'unknown-table'],
    [
      'a column',
      { kind: 'distinct', from: 'attendances', of: 'persn', where: {}, base: 'persons' },
      'unknown-column',
    ],
    [
      'a filter',
      { kind: 'count', from: 'attendances', where: { sex: 'feminin' }, base: 'persons' },
      'unknown-column',
    ],
    [
      'a sum of text',
      { kind: 'sum', from: 'attendances', of: 'person', where: {}, base: 'persons' },
      'not-a-number',
    ],
    [
      'a code',
      { kind: 'count', from: 'attendances', where: { gender: ['femme'] }, base: 'persons' },
      'unknown-code',
    ],
    [
      'a step',
      {
        kind: 'transfer',
        from: 'attendances',
        person: 'person',
        step: 'kind',
        where: {},
        start: ['atelier'],
      },
      'unknown-code',
    ],
  ])('names the file, the line and the reason of %s that is wrong', (_, measure, code) => {
    const [first, ...others] = measuring(measure)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      code,
      file: expect.stringMatching(/^indicators\//),
      row: expect.any(Number),
    })
    expect(first?.message).toMatch(/^indicators\/.*, ligne \d+, indicators\[.*\]\.measure : .* « .* »/)
  })
})
