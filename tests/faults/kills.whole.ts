import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'
import { runKills } from './kills.ts'
import { reportKills } from './kills-report.ts'
import { SEED } from './seeded.ts'

/*
 * `npm run faults`: two hundred writers killed on the programme itself, over the four verbs that publish, and some
 * more while they back up or restore. What it met is written in `docs/reliability.md`.
 */

const KILLS = Object.freeze({ ingest: 50, publish: 50, rebuild: 50, unload: 50, backup: 10, restore: 10 })
/** Whose persons are named, of the machines, and of the surveys: every way that a file may take. */
const ARRIVING = /^(feuilles-presence-simule-virolois|journal-bornes-simule-2019|reponses-habitants)/
const THERE = /^(feuilles-presence-simule-(?!virolois)|journal-bornes-simule-2018|registre-accueil)/

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
  let done = 0
  const run = await runKills({
    field: {
      programme: CSC,
      there: [join(CSC, 'published'), ...named(THERE)],
      arriving: named(ARRIVING),
    },
    kills: KILLS,
    seed: SEED,
    lanes: 2,
    readersByLane: 2,
    onKill: ({ operation, phase, problems }) =>
      console.log(`${++done} ${operation}, ${phase}${problems.map((one) => `\n  ${one}`).join('')}`),
  })
  reportKills(run, SEED, new Date())
  expect(run.killings.flatMap(({ problems }) => problems)).toEqual([])
  expect(run.killings).toHaveLength(Object.values(KILLS).reduce((sum, one) => sum + one, 0))
})
