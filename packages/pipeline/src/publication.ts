import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { measureFindings } from '@retombees/model/measure-check'
import { readDefinitionTexts } from '@retombees/programme/definition-files'
import { digestOfTexts } from '@retombees/programme/digest'
import { ProgrammeError } from '@retombees/programme/errors'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { forgetConformed } from '@retombees/warehouse/load-archive'
import { keepReleases } from '@retombees/warehouse/releases'
import {
  type BuiltSnapshot,
  buildSnapshot,
  discardSnapshot,
  programmeCopy,
  publishSnapshot,
  readCurrent,
  retireSnapshots,
  verifySnapshot,
} from '@retombees/warehouse/snapshot'
import type { SnapshotManifest } from '@retombees/warehouse/snapshot-manifest'
import { assemble, type ReadyLoad } from './assemble.ts'
import type { Clock } from './clock.ts'
import { conformedNow } from './conform-again.ts'
import { conformKeyOf, inputsDigest } from './conform-key.ts'
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

/**
 * Publishes the loads in force under a programme, as the writer. Where what is published was made of the same, nothing
 * is built; `again` builds all the same, and publishes if the content turns out to differ.
 */
export async function publishLive(
  home: Home,
  programme: Programme,
  now: Clock,
  { again = false }: { again?: boolean } = {},
): Promise<Publication> {
  const findings = measureFindings(programme)
  if (findings.length > 0) throw new ProgrammeError(programme.folder, findings)
  const live = liveLoads(readLedger(home))
  const loadIds = live.map(({ loadId }) => loadId)
  const publishedAt = now().toISOString()
  const inputs = inputsDigest(programme, live, publishedAt)
  const before = intact(home, readCurrent(home))
  if (!again && before?.inputs === inputs) return { manifest: before, changed: false }

  const loads: ReadyLoad[] = []
  for (const load of live) loads.push({ load, files: await conformedNow(home, programme, load) })
  const onFaces = loads.map(({ load, files }) => ({ loadId: load.loadId, table: files.manifest.table }))
  let cubes: BuiltCubes | undefined
  const tables = tablesOfProgramme(programme)
  const built = await buildSnapshot(home, {
    publishedAt,
    programme,
    tables,
    loads: loadIds,
    inputs,
    fill: {
      internal: (engine, internal) =>
        assemble(
          engine,
          home,
          tables,
          programmeRows(programme, { publishedAt, folder: programmeCopy(dirname(internal)) }),
          loads,
        ),
      analyst: (engine, internal) => fillFace(engine, internal, 'analyst', onFaces, inputs, tables),
      published: async (engine, internal) => {
        cubes = await buildCubes(home, programme, internal, publishedAt, tables)
        const { asRecorded } = programme.publication
        return fillFace(engine, internal, 'published', onFaces, inputs, tables, {
          asRecorded,
          cells: cubes.cells,
        })
      },
    },
  })
  try {
    await checkProgrammeCopy(built, programme)
    const verified = await verifySnapshot(built)
    if (before?.inputs === inputs && before.content === verified.content) {
      discardSnapshot(built)
      return { manifest: before, changed: false }
    }
    // What goes out is remembered before it does: a correction must be compared with all that anybody may have seen.
    for (const released of cubes?.releases ?? []) keepReleases(home, released)
    const manifest = publishSnapshot(home, verified, {
      kept: cubes?.failed && before ? { published: before.faces.published } : {},
      notices: cubes?.notices ?? [],
    })
    await retireSnapshots(home)
    forgetConformed(home, ...live.map((load) => conformKeyOf(programme, load)))
    return { manifest, changed: true }
  } catch (error) {
    discardSnapshot(built)
    throw error
  }
}

/** The definitions are copied after they were read: somebody may have changed them in between. */
async function checkProgrammeCopy(built: BuiltSnapshot, programme: Programme): Promise<void> {
  const { texts } = await readDefinitionTexts(programmeCopy(built.folder))
  if (digestOfTexts(new Map(texts.map(({ name, text }) => [name, text]))) === programme.digest) return
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
