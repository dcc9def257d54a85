import { join } from 'node:path'
import type { SqlSchema } from '@retombees/contract/sql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { openLocked } from './child/locked-instance.ts'
import { passed, select } from './child/select.ts'
import { warehousePage } from './warehouse-page.ts'
import { analystFace } from './workspace.ts'

let published: PublishedHome
let server: AppUnderTest
let schema: SqlSchema

beforeAll(async () => {
  published = await publishedHome()
  server = appUnderTest({ from: published.home.root })
  const answer = await server.getAs('analyst', '/api/v1/sql/schema')
  schema = ((await answer.json()) as { data: SqlSchema }).data
})
afterAll(async () => {
  await server?.close()
  published?.remove()
})

it('is what the documentation shows', async () => {
  const questions = published.programme.questions.map(({ id, label }) => ({ id, label: label.fr }))
  const page = join(import.meta.dirname, '../../../../docs/warehouse.md')
  await expect(warehousePage(schema, questions)).toMatchFileSnapshot(page)
})

it('says what each column means and which codes it holds, and counts the rows', () => {
  const columns = schema.tables.flatMap((table) => table.columns)
  expect(columns.filter(({ description }) => description === '')).toEqual([])
  const tallies = schema.tables.find(({ name }) => name === 'tallies')
  expect(tallies?.rows).toBeGreaterThan(100)
  expect(tallies?.columns.find(({ name }) => name === 'codes')?.lists).toContain('staff-2018/accord')
  expect(schema.lists.find(({ id }) => id === 'centres')?.codes).toHaveLength(8)
})

it('tells of no table or column that analysts must not see', () => {
  expect(schema.tables.map(({ name }) => name)).not.toContain('verbatims')
  const ledger = schema.tables.find(({ name }) => name === 'contribution_ledger')
  expect(ledger?.columns.map(({ name }) => name)).not.toContain('body')
})

it('has an example for each evaluation question, and each example is answered', async () => {
  const asked = new Set(schema.examples.map(({ question }) => question))
  expect(published.programme.questions.filter(({ id }) => !asked.has(id))).toEqual([])
  const connection = await openLocked(analystFace(server.home).file, '128MB', null)
  for (const { id, sql, parameters } of schema.examples) {
    const result = await select(connection, await passed(connection, sql, parameters))
    expect((await result.getRows()).length, id).toBeGreaterThanOrEqual(0)
  }
  connection.closeSync()
})
