import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runKills } from './kills.ts'
import { budgetFile, QUARTER } from './quarter.ts'
import { SEED } from './seeded.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-kill-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const budget = (name: string, rows: number) => budgetFile(join(folder, name), rows)

/** A sample of `npm run faults`, on a small programme. */
it('a writer killed at any instant loses nothing, shows nothing half, and is finished by the next start', async () => {
  const { killings } = await runKills({
    field: {
      programme: QUARTER,
      there: [budget('budget-2018.csv', 40), budget('budget-2019.csv', 60)],
      arriving: [budget('budget-2020.csv', 200), budget('budget-2021.csv', 300)],
    },
    kills: { ingest: 1, publish: 1, rebuild: 1, unload: 1, backup: 0, restore: 0 },
    seed: SEED,
    lanes: 2,
    readersByLane: 1,
  })
  expect(killings).toHaveLength(4)
  expect(new Set(killings.map(({ phase }) => phase)).size).toBeGreaterThan(1)
  expect(
    killings.flatMap(({ operation, phase, problems }) =>
      problems.map((one) => `${operation}, ${phase}: ${one}`),
    ),
  ).toEqual([])
  expect(killings.every(({ readings }) => readings > 0)).toBe(true)
}, 180_000)
