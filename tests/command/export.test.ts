import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CidsDocument } from '@retombees/model/interchange/cids'
import { cidsProblems } from '@retombees/model/interchange/cids-rules'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-export-'))
const env = { RETOMBEES_HOME: folder, RETOMBEES_PROGRAMME: CSC }

beforeAll(async () => {
  await retombees(['ingest', join(CSC, 'published')], env)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes linked data that keeps the rules of the standard, to the output or to a file, the same', async () => {
  const written = await retombees(['export', 'cids'], env)
  expect(written.code, written.err).toBe(0)
  const document = JSON.parse(written.out) as CidsDocument
  expect(cidsProblems(document)).toEqual([])
  const kinds = document['@graph'].map((each) => each['@type'])
  expect(kinds.filter((kind) => kind === 'rtb:EvaluationQuestion')).toHaveLength(4)
  const file = join(folder, 'csc.jsonld')
  expect((await retombees(['export', 'cids', '--out', file], env)).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe(written.out)
})

it('writes the whole framework as a workbook, in a file only', async () => {
  const file = join(folder, 'referentiel.xlsx')
  const written = await retombees(['export', 'framework', '--out', file], env)
  expect(written.code, written.err).toBe(0)
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  const unsaid = await retombees(['export', 'framework'], env)
  expect([unsaid.code, unsaid.err]).toEqual([2, expect.stringContaining('--out')])
})

it('refuses a format that it does not have', async () => {
  const { code, err } = await retombees(['export', 'parchemin'], env)
  expect(code).toBe(2)
  expect(err).toContain('cids')
})
