import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Face } from '@retombees/contract/role'
import { measureFindings } from '@retombees/model/measure-check'
import { readDefinitionTexts } from '@retombees/programme/definition-files'
import { digestOfTexts } from '@retombees/programme/digest'
import { ProgrammeError } from '@retombees/programme/errors'
import type { Programme } from '@retombees/programme/programme'
import { endErasure, erasurePending } from '@retombees/warehouse/erasure'
import type { Home } from '@retombees/warehouse/home'
import { type LiveLoad, liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { conformedFiles, forgetConformed, readManifest } from '@retombees/warehouse/load-archive'
import { keepReleases } from '@retombees/warehouse/releases'
import {
  addFaces,
  type BuiltSnapshot,
  buildSnapshot,
  discardSnapshot,
  dropOldSnapshots,
  isWhole,
  programmeCopy,
  publishSnapshot,
  readCurrent,
  retireSnapshots,
  type SnapshotBase,
  type SnapshotPlan,
  verifySnapshot,
} from '@retombees/warehouse/snapshot'
import { isAsPublished } from '@retombees/warehouse/snapshot-files'
import type { SnapshotManifest } from '@retombees/warehouse/snapshot-manifest'
import { assemble, assembleFrom, type ReadyLoad } from './assemble.ts'
import type { Clock } from './clock.ts'
import { conformedNow } from './conform-again.ts'
import { assemblyKey, conformKeyOf, inputsDigest } from './conform-key.ts'
import { type BuiltCubes, buildCubes } from './cubes.ts'
import { PipelineError } from './errors.ts'
import { fillFace } from './faces.ts'
import { programmeRows } from './programme-rows.ts'
import { tablesOfProgramme } from './programme-tables.ts'

/** What is in force after a verb. */
export interface Publication {
  readonly manifest: SnapshotManifest
  /** False when what was in force says the same already. */
  readonly changed: boolean
}

export interface Publishing {
  /** Builds all the same where what is in force was made of the same, and publishes if the content turns out to differ. */
  readonly again?: boolean
  /** Told as each face comes into force: the internal one first. */
  readonly onFace?: (face: Face) => void
}

/**
 * Publishes the loads in force under a programme, as the writer. Where what is published was made of the same, nothing
 * is built. The internal face moves first, made from the one in force where that was made by the same definitions; the
 * others follow, and are those of an older snapshot until then. The very first publication is whole.
 */
export async function publishLive(
  home: Home,
  programme: Programme,
  now: Clock,
  { again = false, onFace }: Publishing = {},
): Promise<Publication> {
  const findings = measureFindings(programme)
  if (findings.length > 0) throw new ProgrammeError(programme.folder, findings)
  const live = liveLoads(readLedger(home))
  const publishedAt = now().toISOString()
  const inputs = inputsDigest(programme, live, publishedAt)
  const before = intact(home, readCurrent(home))
  const same = before?.inputs === inputs
  // A file that is changed keeps what was deleted in it: after an erasure everything is built anew, the same or not.
  const erasing = erasurePending(home)
  if (!again && !erasing && before && same) {
    if (isWhole(before)) return { manifest: before, changed: false }
    const plan = planOf(home, programme, live, before.publishedAt, inputs)
    return { manifest: await addFaces(home, before, plan), changed: true }
  }
  const base = again || erasing ? undefined : await baseIn(home, before, programme, live)
  const plan = { ...planOf(home, programme, live, publishedAt, inputs, base), base }
  const built = await buildSnapshot(home, plan, { faces: before ? ['internal'] : Face.options })
  let manifest: SnapshotManifest
  try {
    await checkProgrammeCopy(built, programme)
    const verified = await verifySnapshot(built)
    const repeated = !erasing && before && same && before.content === verified.content && isWhole(before)
    if (repeated && (await isSound(home, before))) {
      discardSnapshot(built)
      return { manifest: before, changed: false }
    }
    manifest = publishSnapshot(home, verified, before)
  } catch (error) {
    discardSnapshot(built)
    throw error
  }
  onFace?.('internal')
  manifest = await addFaces(home, manifest, plan)
  for (const face of ['analyst', 'published'] as const) onFace?.(face)
  if (!erasing) await retireSnapshots(home)
  else if (dropOldSnapshots(home).length === 0) endErasure(home)
  forgetConformed(home, ...live.map((load) => conformKeyOf(programme, load)))
  return { manifest, changed: true }
}

/** A snapshot of these loads: what its internal face is assembled from, and the others made from it. */
function planOf(
  home: Home,
  programme: Programme,
  live: readonly LiveLoad[],
  publishedAt: string,
  inputs: string,
  base?: SnapshotBase,
): SnapshotPlan {
  const tables = tablesOfProgramme(programme)
  let cubes: BuiltCubes | undefined
  const loadsOnFaces = () =>
    live.map((load) => ({ loadId: load.loadId, table: tableOf(home, programme, load) }))
  return {
    publishedAt,
    programme,
    tables,
    loads: live.map(({ loadId }) => loadId),
    loadKeys: Object.fromEntries(live.map((load) => [load.loadId, conformKeyOf(programme, load)])),
    inputs,
    assembly: assemblyKey(programme),
    fill: {
      internal: async (engine, internal) => {
        const added = base ? live.filter(({ loadId }) => base.added.includes(loadId)) : live
        const loads: ReadyLoad[] = []
        for (const load of added) loads.push({ load, files: await conformedNow(home, programme, load) })
        if (base) return assembleFrom(engine, home, tables, base, publishedAt, loads)
        const own = programmeRows(programme, { publishedAt, folder: programmeCopy(dirname(internal)) })
        return assemble(engine, home, tables, own, loads)
      },
      analyst: (engine, internal) => fillFace(engine, internal, 'analyst', loadsOnFaces(), inputs, tables),
      published: async (engine, internal) => {
        cubes = await buildCubes(home, programme, internal, publishedAt, tables)
        const { asRecorded } = programme.publication
        return fillFace(engine, internal, 'published', loadsOnFaces(), inputs, tables, {
          asRecorded,
          cells: cubes.cells,
        })
      },
    },
    settle: () => {
      // What goes out is remembered before it does: a correction must be compared with all that anybody may have seen.
      for (const released of cubes?.releases ?? []) keepReleases(home, released)
      return { stays: cubes?.failed, notices: cubes?.notices }
    },
  }
}

/** More rows than this to take out, and the face is assembled anew. */
const MOST_REMOVED = 200_000

/** What is in force as the base of what is to be, where it is sound, was assembled by the same and not too much of it goes. */
async function baseIn(
  home: Home,
  before: SnapshotManifest | null,
  programme: Programme,
  live: readonly LiveLoad[],
): Promise<SnapshotBase | undefined> {
  if (!before || before.assembly !== assemblyKey(programme)) return undefined
  const wanted = new Map(live.map((load) => [load.loadId, conformKeyOf(programme, load)]))
  const held = new Map(before.loads.map((loadId) => [loadId, before.loadKeys[loadId]]))
  const removed = before.loads.filter((loadId) => wanted.get(loadId) !== held.get(loadId))
  const going = removed.reduce((total, loadId) => total + readManifest(home, loadId).counts.read, 0)
  if (going > MOST_REMOVED || !(await isAsPublished(home, before, ['internal']))) return undefined
  const added = [...wanted].flatMap(([loadId, key]) => (held.get(loadId) === key ? [] : [loadId]))
  return { manifest: before, added, removed }
}

function tableOf(home: Home, programme: Programme, load: LiveLoad): string {
  const files = conformedFiles(home, load.loadId, conformKeyOf(programme, load))
  return (files?.manifest ?? readManifest(home, load.loadId)).table
}

/** Whether all that is in force is what was published: its files, and the definitions beside them. */
async function isSound(home: Home, manifest: SnapshotManifest): Promise<boolean> {
  const copy = await digestOfCopy(join(home.snapshots, manifest.id)).catch(() => null)
  return copy === manifest.programmeDigest && isAsPublished(home, manifest)
}

async function digestOfCopy(folder: string): Promise<string> {
  const { texts } = await readDefinitionTexts(programmeCopy(folder))
  return digestOfTexts(new Map(texts.map(({ name, text }) => [name, text])))
}

/** The definitions are copied after they were read: somebody may have changed them in between. */
async function checkProgrammeCopy(built: BuiltSnapshot, programme: Programme): Promise<void> {
  if ((await digestOfCopy(built.folder)) === programme.digest) return
  throw new PipelineError(
    'programme-moved',
    `La définition dans ${programme.folder} a changé pendant la publication : rien n’est publié, recommencez.`,
  )
}

/** What is in force, unless a file of it is gone: then it has to be made again. */
function intact(home: Home, manifest: SnapshotManifest | null): SnapshotManifest | null {
  if (!manifest) return null
  return Object.values(manifest.faces).every((file) => existsSync(join(home.snapshots, file)))
    ? manifest
    : null
}
