import { simulate } from '@retombees/cli/simulation/simulate'
import type { Conformed } from '@retombees/ingest/conform'
import { conformResponses } from '@retombees/ingest/survey/conform-responses'
import { readResponses } from '@retombees/ingest/survey/read-responses'
import { readProgramme } from '@retombees/programme/read-programme'
import { SourceFile } from '@retombees/programme/source-file'
import { beforeAll, describe, expect, it } from 'vitest'
import { CSC } from '../support/published-home.ts'

const SOURCE = SourceFile.parse({
  id: 'enquete-salaries',
  label: 'Enquête auprès des salariés',
  files: ['enquete-salaries*.csv'],
  table: 'responses',
  questionnaire: 'staff-2018',
  provenance: 'field',
  format: { kind: 'csv', delimiter: ';' },
  fields: {
    territory: { column: 'Territoire', type: 'code', codes: 'territories', required: true },
    centre: { column: 'Centre', type: 'code', codes: 'centres' },
  },
})

/** The answers that are simulated are read by the codebook alone, as those of a survey tool are. */
describe('simulated answers to the questionnaire of 2018', () => {
  let conformed: Conformed
  beforeAll(async () => {
    const programme = await readProgramme(CSC)
    const scale = { sessions: 0, attendances: 100, respondents: 200 }
    const [file] = simulate({ ...programme, sources: [SOURCE] }, 7, scale)
    const questionnaire = programme.questionnaires.find(({ id }) => id === SOURCE.questionnaire)
    if (!file || !questionnaire) throw new Error('nothing was simulated')
    const table = readResponses(Buffer.from(file.text), file.name, SOURCE, questionnaire)
    conformed = conformResponses(table, SOURCE, questionnaire, programme, {
      loadId: 'load-1',
      receivedOn: '2026-01-01',
    })
  })

  it('are loaded but for slips, and are simulated', () => {
    const { counts, provenance, rows } = conformed
    expect(counts.read).toBe(counts.loaded + counts.quarantined + counts.ignored)
    expect(counts.loaded).toBeGreaterThan(70)
    expect(counts.quarantined).toBeLessThan(counts.loaded / 20)
    expect(provenance).toBe('simulated')
    expect(rows.every((row) => row.provenance === 'simulated')).toBe(true)
  })

  it('hold every absence a real survey has, and contradict no filter', () => {
    const said = (column: string) => new Set(conformed.rows.map((row) => row[column]))
    expect([...said('q4_needs__absence')]).toEqual(
      expect.arrayContaining(['answered', 'dont-know', 'no-answer']),
    )
    expect([...said('q6_listening__absence')]).toEqual(expect.arrayContaining(['not-asked', 'not-reached']))
    expect(conformed.warnings.map(({ code }) => code)).not.toContain('filter-contradicted')
    expect(conformed.warnings.map(({ code }) => code)).not.toContain('too-many-choices')
  })

  it('come from both territories, and not of one mind', () => {
    expect(new Set(conformed.rows.map((row) => row.territory)).size).toBe(2)
    expect(new Set(conformed.rows.map((row) => row.q4_needs)).size).toBeGreaterThan(3)
  })
})
