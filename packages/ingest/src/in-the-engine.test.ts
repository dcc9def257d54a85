import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { SourceFile } from '@retombees/programme/source-file'
import { createTable } from '@retombees/warehouse/ddl'
import { openEngine, WRITING } from '@retombees/warehouse/engine'
import type { Table } from '@retombees/warehouse/table'
import { TABLES } from '@retombees/warehouse/tables'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { conformCase, goldenCase, goldenNames, goldenProgramme, LOADING } from './golden-cases.ts'
import { conformResponses } from './survey/conform-responses.ts'
import { readResponses } from './survey/read-responses.ts'

const programme = goldenProgramme()

/** The rows that a table of the warehouse holds once these are written to it. */
async function stored(table: Table, rows: Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    await engine.run(createTable(table, 'internal'))
    await engine.append(table, rows)
    return await engine.all(`select * from "${table.name}" order by row_no`)
  } finally {
    await engine.close()
  }
}

describe('conformed rows', () => {
  const loaded = goldenNames()
    .map(goldenCase)
    .filter((one) => 'rows' in (one.expected as object))

  it.each(loaded)('of $name fit the table they are of', async (one) => {
    const { table, rows } = conformCase(one, programme)
    const definition = TABLES.find(({ name }) => name === table) as Table
    expect(await stored(definition, rows)).toHaveLength(rows.length)
  })

  it('of answers fit the table of their questionnaire, cell by cell', async () => {
    const folder = join(import.meta.dirname, '../golden-survey')
    const read = (path: string) => parse(readFileSync(join(folder, path), 'utf8')) as unknown
    const codebook = QuestionnaireFile.parse(read('codebook.yaml'))
    const source = SourceFile.parse(read('limesurvey-codes/source.yaml'))
    const file = readdirSync(join(folder, 'limesurvey-codes')).find((name) => name.endsWith('.csv')) as string
    const table = readResponses(readFileSync(join(folder, 'limesurvey-codes', file)), file, source, codebook)
    const { definition, rows } = conformResponses(table, source, codebook, programme, LOADING)
    expect(await stored(definition, rows)).toEqual(rows)
  })
})
