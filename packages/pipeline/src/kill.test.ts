import { spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from '@retombees/warehouse/home'
import { inspectLedger, liveLoads } from '@retombees/warehouse/ledger'
import { conformedFiles, readManifest } from '@retombees/warehouse/load-archive'
import { listSnapshots, readCurrent } from '@retombees/warehouse/snapshot'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformKey } from './conform-key.ts'
import { contentOf, type Place, place } from './fixtures/quarter.ts'
import { publish } from './publish.ts'

const KILLS = 10
const now = () => new Date()

describe('a writer killed while it writes', () => {
  const lanes = [
    { seed: 2017, here: place() },
    { seed: 2019, here: place() },
  ]
  // Inside the package, where the engine's own package can be found from.
  const built = join(import.meta.dirname, '../dist', `writer-${process.pid}`)
  const script = join(built, 'ingest-forever.js')

  beforeAll(() => buildWriter(built))
  afterAll(() => {
    for (const folder of [...lanes.map(({ here }) => here.root), built])
      rmSync(folder, { recursive: true, force: true })
  })

  it(`loses nothing it had told, shows nothing half, and is swept by the next: ${KILLS} kills in each of two homes`, async () => {
    await Promise.all(lanes.map(({ here, seed }) => killAgainAndAgain(script, here, seeded(seed))))
  }, 120_000)
})

async function killAgainAndAgain(script: string, here: Place, random: () => number): Promise<void> {
  const told = new Set<string>()
  const programme = await here.programme()
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (const loadId of await killedAfter(script, here, kill * 1000, {
      told: kill % 3,
      milliseconds: random() * 900,
    }))
      told.add(loadId)
    await examine(here.home, conformKey(programme))
  }
  const { events } = inspectLedger(here.home)
  const known = new Set(events.map((event) => event.loadId))
  expect(told.size).toBeGreaterThanOrEqual(2)
  expect([...told].filter((loadId) => !known.has(loadId))).toEqual([])

  await publish(here.home, programme, { now })
  const leftovers = readdirSync(here.home.root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /unfinished|\.tmp$/.test(name),
  )
  expect(leftovers).toEqual([])
  expect(readCurrent(here.home)?.loads).toEqual(
    liveLoads(inspectLedger(here.home).events).map((load) => load.loadId),
  )
  expect(listSnapshots(here.home).at(-1)).toBe(readCurrent(here.home)?.id)
  expect(readdirSync(here.home.loads).sort()).toEqual([...known].sort())
}

/** The writer as one JavaScript file, since Node cannot run ours. */
async function buildWriter(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      ssr: 'fixtures/ingest-forever.ts',
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'ingest-forever.js' } },
    },
    ssr: { noExternal: true, external: ['@duckdb/node-api'] },
  })
}

/** Lets a writer tell of so many loads, then work so much longer, then kills it; returns the loads it told of. */
async function killedAfter(
  script: string,
  here: Place,
  first: number,
  after: { readonly told: number; readonly milliseconds: number },
): Promise<string[]> {
  const args = [script, here.home.root, here.folder, String(first)]
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname })
  let out = ''
  let err = ''
  const lines = () => out.split('\n').length - 1
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  child.stdout.on('data', (chunk) => {
    const before = lines()
    out += chunk
    // The first line says that it is ready, whatever the machine is doing besides.
    if (before <= after.told && lines() > after.told)
      setTimeout(() => child.kill('SIGKILL'), after.milliseconds)
  })
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)))
  expect(signal, err).toBe('SIGKILL')
  return out.split('\n').slice(1, -1)
}

/** What anybody who reads the home finds right after the kill, before the next writer has mended anything. */
async function examine(home: Home, key: string): Promise<void> {
  const { events } = inspectLedger(home)
  for (const { loadId, sha256 } of liveLoads(events)) {
    expect(readManifest(home, loadId).sha256).toBe(sha256)
    expect(conformedFiles(home, loadId, key)).not.toBeNull()
  }
  const current = readCurrent(home)
  if (!current) return
  const { funding, loads } = await contentOf(home)
  const rows = (loadId: string) =>
    funding?.filter((row) => (row as { load_id: string }).load_id === loadId).length
  expect(current.loads.map(rows)).toEqual(current.loads.map(() => 80))
  expect(loads).toHaveLength(current.loads.length + 2)
  expect(await contentOf(home, 'analyst')).toBeDefined()
  expect(await contentOf(home, 'published')).toBeDefined()
}

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
