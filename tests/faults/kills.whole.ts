import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'
import { runKills } from './kills.ts'
import { type KillRun, reportKills } from './kills-report.ts'
import type { Field } from './operations.ts'
import { budgetFile, QUARTER } from './quarter.ts'
import { SEED } from './seeded.ts'

/*
 * `npm run faults`: two hundred writers killed over the four verbs that publish, and some more while they back up or
 * restore: most on a small programme, where a command is short, some on that of the centres, with persons, surveys and
 * published cells. What it met is written in `docs/reliability.md`.
 */

const SMALL = Object.freeze({ ingest: 40, publish: 40, rebuild: 40, unload: 40, backup: 8, restore: 8 })
const CENTRES = Object.freeze({ ingest: 10, publish: 10, rebuild: 10, unload: 10, backup: 2, restore: 2 })
const ARRIVING = /^(feuilles-presence-simule-virolois|journal-bornes-simule-2019|reponses-habitants)/
const THERE =
  /^(feuilles-presence-simule-(?!virolois)|journal-bornes-simule-2018|registre-accueil-simule-echo)/

const folder = mkdtempSync(join(tmpdir(), 'retombees-simulated-'))
beforeAll(async () => {
  const scale = ['--sessions', '400', '--attendances', '200', '--respondents', '30']
  const made = await retombees(['simulate', '--seed', String(SEED), ...scale, '--out', folder], {
    RETOMBEES_PROGRAMME: CSC,
  })
  expect(made.code, made.err).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writers killed at random instants lose nothing, show nothing half, and are finished by the next start', async () => {
  const named = (pattern: RegExp) =>
    readdirSync(folder)
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name))
  const budgets = [40, 60, 200, 300].map((rows) => budgetFile(join(folder, `budget-${rows}.csv`), rows))
  const fields: readonly (Field & { label: string; kills: Record<string, number> })[] = [
    {
      label: 'petit programme',
      programme: QUARTER,
      there: budgets.slice(0, 2),
      arriving: budgets.slice(2),
      kills: SMALL,
    },
    {
      label: 'Centres Sociaux Connectés',
      programme: CSC,
      there: [join(CSC, 'published'), ...named(THERE)],
      arriving: named(ARRIVING),
      kills: CENTRES,
    },
  ]
  let done = 0
  const runs: KillRun[] = []
  for (const { label, kills, ...field } of fields) {
    const run = await runKills({
      field,
      kills,
      seed: SEED,
      lanes: 2,
      readersByLane: 1,
      onKill: ({ operation, phase, problems }) =>
        console.log(`${++done} ${operation}, ${phase}${problems.map((one) => `\n  ${one}`).join('')}`),
    })
    runs.push({ label, ...run })
    reportKills(runs, SEED, new Date())
  }
  const killings = runs.flatMap((run) => run.killings)
  expect(killings.flatMap(({ problems }) => problems)).toEqual([])
  expect(killings).toHaveLength(
    [SMALL, CENTRES].flatMap((one) => Object.values(one)).reduce((sum, one) => sum + one, 0),
  )
})
