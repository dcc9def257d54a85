import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tableDigests } from './content-digest.ts'
import { type Engine, openEngine, WRITING } from './engine.ts'
import type { Table } from './table.ts'

const TABLE: Table = {
  name: 'facts',
  description: '',
  faces: ['internal'],
  columns: [
    { name: 'a', type: 'VARCHAR', nullable: true, description: '' },
    { name: 'b', type: 'VARCHAR', nullable: true, description: '' },
    { name: 'm', type: 'DECIMAL(6,2)', nullable: true, description: '' },
  ],
}

const cell = fc.oneof(
  fc.constantFrom(null, '', 'NULL', 'a', 'b', "a, 'b'", "'", '\\', '{', "x', 'b': y"),
  fc.string(),
)
const row = fc.record({ a: cell, b: cell, m: fc.constantFrom(null, '0.10', '1.00') })

describe('the digest of a table', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
    await engine.run('create table facts (a varchar, b varchar, m decimal(6,2))')
  })
  afterAll(() => engine.close())

  async function digestOf(rows: readonly object[]) {
    await engine.run('create or replace table facts (a varchar, b varchar, m decimal(6,2))')
    await engine.append(TABLE, rows as Record<string, unknown>[])
    return (await tableDigests(engine, [TABLE]))[0]
  }

  it('is the same for the same rows in whatever order and for no others, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 4 }),
        fc.array(row, { maxLength: 4 }),
        async (some, others) => {
          const [one, other] = [await digestOf(some), await digestOf(others)]
          expect(one?.rows).toBe(some.length)
          expect(one?.loads[''] === other?.loads['']).toBe(inOrder(some) === inOrder(others))
          expect(await digestOf(some)).toEqual(one)
          expect(await digestOf(some.toReversed())).toEqual(one)
        },
      ),
      { numRuns: 40 },
    )
  })
})

function inOrder(rows: readonly object[]): string {
  return JSON.stringify(rows.map((one) => JSON.stringify(one)).sort())
}
