import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { readCurrent } from '@retombees/warehouse/snapshot'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budget, contentOf, type Place, place, QUARTER } from './fixtures/quarter.ts'
import { ingest } from './ingest.ts'
import { rebuild } from './rebuild.ts'
import { unload } from './unload.ts'

/** Two sources, two names each, and cells of which some are to be set aside. */
const file = fc.record({
  name: fc.constantFrom('budget.csv', 'budget-bis.csv', 'comptes.csv'),
  cells: fc.array(fc.constantFrom('1', '2,50', '', 'x', '-3'), { minLength: 1, maxLength: 4 }),
})
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('ingest' as const), file }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('replace' as const), file }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('unload' as const), which: fc.nat({ max: 3 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

let minutes = 0
const now = () => new Date(Date.UTC(2026, 0, 1, 0, minutes++))

describe('what is published', () => {
  it('is the same file by file and rebuilt from what was read, after any history', async () => {
    const programme = await readProgramme(QUARTER)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
        const here = place()
        try {
          const live: Loaded[] = []
          for (const one of steps) await take(here, programme, one, live)
          const before = readCurrent(here.home)
          const content = await contentOf(here.home)
          expect(liveLoads(readLedger(here.home)).map((load) => load.loadId)).toEqual(before?.loads ?? [])
          expect(amountsIn(content.funding)).toEqual(live.flatMap(amountsOf))
          expect(content.quarantine).toHaveLength(live.flatMap(({ cells }) => cells.filter(isBad)).length)

          for (const load of before?.loads ?? []) rmSync(join(here.home.loads, load, 'conformed.parquet'))
          const again = await rebuild(here.home, programme, { now })
          expect(again).toEqual({ manifest: before, changed: false })
          expect(await contentOf(here.home)).toEqual(content)
        } finally {
          rmSync(here.root, { recursive: true, force: true })
        }
      }),
      { numRuns: 4, seed: 2019 },
    )
  }, 90_000)
})

interface Loaded {
  readonly name: string
  readonly loadId: string
  readonly cells: readonly string[]
}

/** Does the step, and what it should do to a list of the loads in force. */
async function take(here: Place, programme: Programme, step: Step, live: Loaded[]): Promise<void> {
  if (step.verb === 'unload') {
    const [gone] = live.splice(step.which, 1)
    if (gone) await unload(here.home, programme, gone.loadId, { now })
    else await ingest(here.home, programme, [], { now })
    return
  }
  const { name, cells } = step.file
  const replace = step.verb === 'replace'
  const [outcome] = await ingest(here.home, programme, [here.drop(name, budget(...cells))], { now, replace })
  const bad = cells.filter(isBad).length
  if (outcome?.status === 'duplicate') return
  expect(outcome).toMatchObject({ rows_read: cells.length, rows_quarantined: bad, rows_ignored: 0 })
  const namesake = live.findLastIndex((one) => one.name === name)
  if (replace && namesake >= 0) live.splice(namesake, 1)
  live.push({ name, loadId: outcome?.load_id ?? '', cells })
}

function isBad(cell: string): boolean {
  return cell === 'x' || cell === '-3'
}

function amountsOf({ loadId, cells }: Loaded): [string, number, string | null][] {
  return cells.flatMap((cell, at): [string, number, string | null][] =>
    isBad(cell) ? [] : [[loadId, at + 2, EXACT[cell] ?? null]],
  )
}

const EXACT: Readonly<Record<string, string>> = { '1': '1.00', '2,50': '2.50' }

function amountsIn(rows: unknown[] | undefined) {
  return (rows as { load_id: string; row_no: number; year: number; amount: string | null }[])
    .filter((row) => row.year === 2018)
    .map((row) => [row.load_id, row.row_no, row.amount])
}
