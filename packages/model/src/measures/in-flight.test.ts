import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSnapshot, printedRows } from '../fixtures/snapshot.ts'
import { executeOnce } from './in-flight.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openSnapshot(printedRows())
})
afterAll(() => engine.close())

it('equal queries under way meet, and a later one is asked afresh', async () => {
  const funding = () => engine.db.selectFrom('funding').select('amount').where('funder', '=', 'feder')
  const other = () => engine.db.selectFrom('funding').select('amount').where('funder', '=', 'caf')
  const first = executeOnce(engine.db, funding())
  expect(executeOnce(engine.db, funding())).toBe(first)
  expect(executeOnce(engine.db, other())).not.toBe(first)
  const rows = await first
  await engine.run("delete from funding where funder = 'feder'")
  expect(await executeOnce(engine.db, funding())).toHaveLength(0)
  expect(rows.length).toBeGreaterThan(0)
})
