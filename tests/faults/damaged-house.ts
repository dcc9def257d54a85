import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Face } from '@retombees/contract/role'
import { type Home, openHome } from '@retombees/warehouse/home'
import { inspectLedger, liveLoads } from '@retombees/warehouse/ledger'
import { type CommandResult, retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'
import { type HomeState, homeState } from './face-state.ts'
import { lostRows } from './kill.ts'
import { budgetFile, QUARTER } from './quarter.ts'

/** A home that something is about to happen to. */
export interface House {
  /** Empty but for the home and what is dropped. */
  readonly folder: string
  readonly home: Home
  readonly programme: string
  /** What the command learns of both. */
  readonly env: Record<string, string>
  /** A file that has not come yet. */
  readonly arriving: string
  /** What was in force before anything happened. */
  readonly before: HomeState
  run(args: readonly string[], env?: Record<string, string>): Promise<CommandResult>
}

/** Houses to damage, copied from one that was built once. */
export interface Houses {
  /** A small programme without persons: each command is short. */
  small(): House
  /** The programme of the centres, with two attendance sheets: persons, a key, published periods. */
  withPersons(): House
  close(): void
}

const SHEETS = /^feuilles-presence-simule-/

export async function openHouses(): Promise<Houses> {
  const folder = mkdtempSync(join(tmpdir(), 'retombees-damage-'))
  let count = 0
  const copyOf = (base: string, programme: string, arriving: string, before: HomeState) => (): House => {
    const own = join(folder, `house-${++count}`)
    cpSync(base, join(own, 'home'), { recursive: true })
    cpSync(programme, join(own, 'programme'), { recursive: true })
    const home = openHome(join(own, 'home'))
    const env = { RETOMBEES_HOME: home.root, RETOMBEES_PROGRAMME: join(own, 'programme') }
    return {
      folder: own,
      home,
      programme: env.RETOMBEES_PROGRAMME,
      env,
      arriving,
      before,
      run: (args, more = {}) => retombees([...args], { ...env, ...more }),
    }
  }
  const [first, second, third] = ['budget-2018.csv', 'budget-2019.csv', 'budget-2020.csv'].map((name, at) =>
    budgetFile(join(folder, name), 40 + 20 * at),
  ) as [string, string, string]
  const small = join(folder, 'small')
  await published(small, QUARTER, [first, second])
  const simulated = join(folder, 'simulated')
  const scale = ['--seed', '5', '--sessions', '20', '--attendances', '120', '--respondents', '5']
  await retombees(['simulate', ...scale, '--out', simulated], { RETOMBEES_PROGRAMME: CSC })
  const persons = join(folder, 'persons')
  const [later = '', ...sheets] = readdirSync(simulated)
    .filter((name) => SHEETS.test(name))
    .map((name) => join(simulated, name))
  await published(persons, CSC, sheets.slice(0, 2))
  return {
    small: copyOf(small, QUARTER, third, await homeState(openHome(small))),
    withPersons: copyOf(persons, CSC, later, await homeState(openHome(persons))),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function published(root: string, programme: string, files: readonly string[]): Promise<void> {
  const env = { RETOMBEES_HOME: root, RETOMBEES_PROGRAMME: programme }
  const { code, err } = await retombees(['ingest', ...files], env)
  if (code !== 0) throw new Error(err)
}

/** What has changed of what is in force: nothing. */
export async function changedFaces({ home, before }: House): Promise<string[]> {
  const now = await homeState(home)
  return Face.options.filter((face) => now[face] !== before[face]).map((face) => `${face} is not what it was`)
}

/** Rows of loads in force that are not all in the archive: none. */
export async function lostIn({ home }: House): Promise<string[]> {
  const lost: string[] = []
  for (const { loadId } of liveLoads(inspectLedger(home).events)) lost.push(...(await lostRows(home, loadId)))
  return lost
}

/** How many loads are in force. */
export function loadsIn({ home }: House): number {
  return liveLoads(inspectLedger(home).events).length
}
