import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const GUIDE = readFileSync(join(ROOT, 'docs/coordination.md'), 'utf8')
const CASES = join(import.meta.dirname, '../golden-field')

describe('the guide of those who send files', () => {
  let programme: Programme
  beforeAll(async () => {
    programme = await readProgramme(join(ROOT, 'data/csc'))
  })

  it('names every file that a source of the field answers to, and every column it reads', () => {
    const tabled = programme.sources.filter(
      ({ provenance, questionnaire }) => provenance === 'field' && questionnaire === undefined,
    )
    expect(tabled.length).toBeGreaterThan(10)
    for (const { id, files, fields, unpivot, person } of tabled) {
      const line = GUIDE.split('\n').find((one) => one.includes(`\`${files[0]}\``)) ?? ''
      expect(line, id).not.toBe('')
      const headings = [
        ...Object.values(fields).map(({ column }) => column[0]),
        ...(unpivot?.columns ?? []).map(({ column }) => column[0]),
        ...(person?.parts ?? []).flatMap(({ columns }) => columns.map(([heading]) => heading)),
      ]
      for (const heading of headings) expect(line, `${id}: ${heading}`).toContain(heading)
      for (const { column, required } of Object.values(fields))
        if (required) expect(line, `${id}: ${column[0]}`).toContain(`**${column[0]}**`)
    }
  })

  it('explains every reason for which a row of the examples is set aside or warned of', () => {
    for (const folder of readdirSync(CASES)) {
      const { quarantined, warnings } = JSON.parse(
        readFileSync(join(CASES, folder, 'expected.json'), 'utf8'),
      ) as Record<'quarantined' | 'warnings', { code: string }[]>
      for (const { code } of [...quarantined, ...warnings]) expect(GUIDE).toContain(`\`${code}\``)
    }
  })
})
