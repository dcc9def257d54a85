import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { SourceFile } from '@retombees/programme/source-file'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { restoreTable } from '../archive-table.ts'
import { goldenProgramme, LOADING, outcomeOf } from '../golden-cases.ts'
import { conformResponses } from './conform-responses.ts'
import { readResponses } from './read-responses.ts'

const CASES = join(import.meta.dirname, '../../golden-survey')
const programme = goldenProgramme()
const codebook = QuestionnaireFile.parse(parse(readFileSync(join(CASES, 'codebook.yaml'), 'utf8')))
const cases = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => surveyCase(name))

function surveyCase(name: string) {
  const folder = join(CASES, name)
  const file = readdirSync(folder).find((one) => one !== 'source.yaml' && one !== 'expected.json') as string
  const source = SourceFile.parse(parse(readFileSync(join(folder, 'source.yaml'), 'utf8')))
  const conformed = () =>
    conformResponses(
      readResponses(readFileSync(join(folder, file)), file, source, codebook),
      source,
      codebook,
      programme,
      LOADING,
    )
  return {
    name,
    source,
    conformed,
    expected: () => JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
  }
}

describe('an export of answers', () => {
  it.each(cases)('$name becomes what its folder says', ({ conformed, expected }) => {
    expect(outcomeOf(conformed)).toEqual(expected())
  })

  it.each(cases.filter(({ expected }) => !('refused' in expected())))(
    '$name: every row is loaded, quarantined or ignored, each item has an absence, and the archive gives the same',
    ({ conformed, source }) => {
      const first = conformed()
      const { counts, rows, definition } = first
      expect(counts.read).toBe(counts.loaded + counts.quarantined + counts.ignored)
      const names = definition.columns.map((column) => column.name)
      const absences = names.filter((name) => name.endsWith('__absence'))
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(names)
        for (const name of absences)
          expect(['answered', 'not-asked', 'not-reached', 'no-answer', 'dont-know']).toContain(row[name])
      }
      const archived = restoreTable(JSON.parse(JSON.stringify(first.shape)), first.raw)
      expect(conformResponses(archived, source, codebook, programme, LOADING)).toEqual(first)
    },
  )
})
