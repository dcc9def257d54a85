import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import { Face } from '@retombees/contract/role'
import { openEngine, WRITING } from '@retombees/warehouse/engine'
import { type Home, openHome } from '@retombees/warehouse/home'
import { inspectLedger, liveLoads, loadsTold } from '@retombees/warehouse/ledger'
import { conformedFiles, parquet, readManifest } from '@retombees/warehouse/load-archive'
import { assertArchived } from '@retombees/warehouse/load-files'
import { listSnapshots, readCurrent } from '@retombees/warehouse/snapshot'
import { faceState } from './face-state.ts'
import { leftovers, type Operation } from './operations.ts'
import type { Readers } from './readers.ts'
import { runWriter } from './writer.ts'

/** Where a killed writer was, by what it left on the disk. */
export const PHASES = Object.freeze({
  reading: 'lecture, rien d’écrit',
  archiving: 'archivage d’un chargement',
  archived: 'archivé, pas encore au registre',
  told: 'au registre, rien de nouveau publié',
  building: 'instantané en construction',
  faces: 'face interne en vigueur, les autres en construction',
  cleaning: 'tout en vigueur, ménage',
  saving: 'sauvegarde en cours',
  unpacking: 'sauvegarde en cours de dépaquetage',
  restoring: 'parties restaurées en cours de mise en place ou de publication',
})
export type Phase = keyof typeof PHASES

/** One kill and what came of it. */
export interface Killing {
  readonly operation: string
  readonly phase: Phase
  /** From the next start to its end, in milliseconds. */
  readonly recovery: number
  readonly readings: number
  /** What is wrong with how it ended; nothing is. */
  readonly problems: readonly string[]
}

/** How long an operation works and lasts when nobody kills it, on this machine as it is, in milliseconds. */
export interface Pace {
  readonly worked: number
  readonly lasted: number
}

/** Runs an operation that nobody kills, while readers read. */
export async function paceOf(folder: string, operation: Operation, readers: Readers): Promise<Pace> {
  const root = begun(folder, operation)
  const { result } = await readers.during(root, () => runWriter(operation, root))
  if (result.code !== 0) throw new Error(`${operation.name}: ${result.err}`)
  return result
}

/** Kills an operation at an instant drawn over all of its work, then looks, starts again and looks again. */
export async function killOnce(
  folder: string,
  operation: Operation,
  readers: Readers,
  pace: Pace,
  random: () => number,
): Promise<Killing> {
  const root = join(folder, 'home')
  for (;;) {
    begun(folder, operation)
    const home = openHome(root)
    const known = inspectLedger(home).events.length
    const current = readCurrent(home)?.id ?? null
    const { result, readings } = await readers.during(root, async () => {
      const run = await runWriter(operation, root, random() * pace.worked)
      if (!run.killed) return null
      const phase = phaseOf(home, operation, { known, current })
      const problems = await examine(home, operation, run.out)
      const again = await startAgain(home, operation)
      return { phase, recovery: again.lasted, problems: [...problems, ...again.problems] }
    })
    // It had ended before: another instant is drawn.
    if (!result) continue
    const legal = new Set(
      Face.options.flatMap((face) => [
        `${face} ${operation.before[face]}`,
        `${face} ${operation.after[face]}`,
      ]),
    )
    const seen = readings.flatMap((one) => [
      ...one.errors,
      ...one.seen.filter((state) => !legal.has(state)).map((state) => `a reader saw ${state}`),
    ])
    return {
      operation: operation.name,
      ...result,
      problems: [...result.problems, ...seen],
      readings: readings.reduce((sum, one) => sum + one.readings, 0),
    }
  }
}

/** The home that an operation begins on, in a folder emptied of what was there. */
function begun(folder: string, operation: Operation): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'saved'), { recursive: true })
  const root = join(folder, 'home')
  operation.begin(root)
  return root
}

function phaseOf(home: Home, { name }: Operation, was: { known: number; current: string | null }): Phase {
  if (name === 'backup') return leftovers(home).length > 0 ? 'saving' : 'reading'
  if (name === 'restore') {
    const aside = join(home.root, '.unfinished-restore')
    if (!existsSync(aside)) return 'reading'
    return existsSync(join(aside, '.putting-back')) ? 'restoring' : 'unpacking'
  }
  const current = readCurrent(home)
  const inLoads = readdirSync(home.loads)
  const { events, torn } = inspectLedger(home)
  const known = loadsTold(events)
  const isNew = current !== null && current.id !== was.current
  if (isNew)
    return Face.options.every((face) => dirname(current.faces[face]) === current.id) ? 'cleaning' : 'faces'
  if (readdirSync(home.snapshots).length > listSnapshots(home).length) return 'building'
  if (inLoads.some((one) => one.startsWith('.'))) return 'archiving'
  if (torn || inLoads.some((one) => !known.has(one))) return 'archived'
  return events.length > was.known ? 'told' : 'reading'
}

/** What anybody finds right after the kill, before the next writer has mended anything. */
async function examine(home: Home, operation: Operation, out: string): Promise<string[]> {
  const problems: string[] = []
  const live = liveLoads(inspectLedger(home).events)
  for (const told of loadedIn(out)) {
    const load = live.find(({ loadId }) => loadId === told.load_id)
    if (!load) problems.push(`${told.load_id} was told and is not in the ledger`)
    else if (readManifest(home, load.loadId).counts.read !== told.rows_read)
      problems.push(`${told.load_id} has other rows than was told`)
  }
  if (/ : retiré\./.test(out) && live.some(({ loadId }) => out.startsWith(loadId)))
    problems.push(`${out.trim()} and is in the ledger`)
  if (operation.name !== 'restore')
    for (const { loadId } of live) problems.push(...(await lostRows(home, loadId)))
  for (const face of Face.options) {
    const state = await faceState(home, face)
    if (state !== operation.before[face] && state !== operation.after[face])
      problems.push(`${face} holds neither what it held nor what it was to hold`)
  }
  return problems
}

/** The outcomes that were printed whole. */
function loadedIn(out: string): IngestOutcome[] {
  return out
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as IngestOutcome)
    .filter(({ status }) => status === 'loaded')
}

/** Rows of an archived load that are neither loaded nor set aside nor ignored. */
export async function lostRows(home: Home, loadId: string): Promise<string[]> {
  await assertArchived(home, loadId)
  const { counts, key } = readManifest(home, loadId)
  const files = conformedFiles(home, loadId, key)
  if (!files) return [`${loadId} is not conformed`]
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    const facts = files.facts.map(({ rows }) => `select row_no from ${rows}`).join(' union all ')
    const [found] = await engine.all<{ loaded: bigint; aside: bigint }>(
      `select (select count(distinct row_no) from (${facts})) as loaded, (select count(*) from ${parquet(files.quarantine)}) as aside`,
    )
    const kept = [Number(found?.loaded), Number(found?.aside), counts.ignored]
    const sum = kept.reduce((total, one) => total + one, 0)
    return sum === counts.read && kept[0] === counts.loaded && kept[1] === counts.quarantined
      ? []
      : [`${loadId}: ${counts.read} rows read, ${kept.join(' + ')} kept`]
  } finally {
    await engine.close()
  }
}

/** The same command again: it succeeds, gives what it was to give, and leaves nothing of the one that was killed. */
async function startAgain(home: Home, operation: Operation): Promise<{ lasted: number; problems: string[] }> {
  const saved = join(home.root, '..', 'saved')
  const problems: string[] = []
  // A backup that has its name is whole, and is never written over.
  for (const name of readdirSync(saved).filter((one) => one.endsWith('.tar.gz'))) {
    const restored = { args: () => ['restore', join(saved, name)], programme: operation.programme }
    const { code, err } = await runWriter(restored, join(home.root, '..', 'elsewhere'))
    if (code !== 0) problems.push(`the backup is there and is not whole: ${err}`)
    rmSync(join(saved, name))
  }
  const { code, err, lasted } = await runWriter(operation, home.root)
  if (code !== 0) return { lasted, problems: [...problems, `the next start: ${code} ${err}`] }
  problems.push(...leftovers(home).map((name) => `${name} is left`))
  for (const face of Face.options)
    if ((await faceState(home, face)) !== operation.after[face])
      problems.push(`${face} is not what it was to be after the next start`)
  for (const { loadId } of liveLoads(inspectLedger(home).events))
    problems.push(...(await lostRows(home, loadId)))
  return { lasted, problems }
}
