import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { IngestOutcome } from '@retombees/contract/load'
import { Face } from '@retombees/contract/role'
import { readProgramme } from '@retombees/programme/read-programme'
import { openEngine, WRITING } from '@retombees/warehouse/engine'
import { type Home, openHome } from '@retombees/warehouse/home'
import { parquet, readRaw } from '@retombees/warehouse/load-archive'
import { openReader } from '@retombees/warehouse/reader'
import { sql } from 'kysely'
import { CSC } from '../../support/published-home.ts'
import { builtProgram } from '../built.ts'
import { lostRows } from '../kill.ts'
import { basesOf } from './bases.ts'
import { SHOWN } from './breakages.ts'
import { type BrokenFile, brokenFile } from './broken-file.ts'

/** What became of a number of broken files. */
export interface FuzzRun {
  readonly files: readonly (BrokenFile & { readonly outcome: IngestOutcome | null })[]
  /** Crashes, hangs, lost rows, identifiers: none. */
  readonly problems: readonly string[]
}

/** A file must be done within so many milliseconds, and so many more for each kilobyte. */
const PATIENCE = { file: 30_000, kilobyte: 40, publication: 300_000 }

/** Breaks that many files, `batch` to a home, and takes them in by the real verb in processes of their own. */
export async function runFuzz(
  plan: { seed: number; files: number; batch: number; lanes: number },
  onBatch: (done: number, problems: readonly string[]) => void = () => {},
): Promise<FuzzRun> {
  const bases = basesOf(await readProgramme(CSC))
  const { script, remove } = await builtProgram(join(import.meta.dirname, 'ingest-process.ts'))
  const starts = Array.from({ length: Math.ceil(plan.files / plan.batch) }, (_, at) => at * plan.batch)
  const files: FuzzRun['files'][number][] = []
  const problems: string[] = []
  const lane = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const many = Math.min(plan.batch, plan.files - start)
      const first = start
      const batch = Array.from({ length: many }, (_, at) =>
        brokenFile(bases, plan.seed * 1_000_003 + first + at),
      )
      const run = await runBatch(script, batch)
      files.push(...run.files)
      problems.push(...run.problems)
      onBatch(files.length, run.problems)
    }
  }
  try {
    await Promise.all(Array.from({ length: plan.lanes }, lane))
  } finally {
    remove()
  }
  return { files, problems }
}

async function runBatch(script: string, batch: readonly BrokenFile[]): Promise<FuzzRun> {
  const folder = mkdtempSync(join(tmpdir(), 'retombees-fuzz-'))
  try {
    const paths = batch.map(({ name, bytes }, at) => {
      // Files are taken in the order of their paths.
      const own = join(folder, 'files', String(at).padStart(5, '0'))
      mkdirSync(own, { recursive: true })
      writeFileSync(join(own, name), bytes)
      return join(own, name)
    })
    const home = join(folder, 'home')
    const { outcomes, said, problems } = await takeIn(script, home, batch, paths)
    const files = batch.map((file, at) => ({ ...file, outcome: outcomes[at] ?? null }))
    const told = (file: BrokenFile, problem: string) => `${file.name} (${file.kinds.join(', ')}): ${problem}`
    for (const file of files) {
      const { outcome } = file
      if (!outcome) continue
      const { rows_read: read, rows_loaded, rows_quarantined, rows_ignored, load_id: loadId } = outcome
      if (outcome.status === 'refused' && read + rows_loaded > 0)
        problems.push(told(file, 'refused, and rows loaded'))
      if (outcome.status === 'refused' && !outcome.reason)
        problems.push(told(file, 'refused without a reason'))
      if (/TypeError|RangeError|\n\s+at |undefined|\[object/.test(outcome.reason ?? ''))
        problems.push(told(file, `the program tells of itself: ${outcome.reason}`))
      if (outcome.status !== 'loaded' || loadId === null) continue
      if (read !== rows_loaded + rows_quarantined + rows_ignored) problems.push(told(file, 'rows are lost'))
      for (const lost of await lostRows(openHome(home), loadId)) problems.push(told(file, lost))
    }
    for (const found of await exposedIn(openHome(home), files, said)) problems.push(found)
    return { files, problems }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the verb on a batch; ends it where one file takes longer than it may. */
function takeIn(script: string, home: string, batch: readonly BrokenFile[], paths: readonly string[]) {
  return new Promise<{ outcomes: IngestOutcome[]; said: string; problems: string[] }>((resolve, reject) => {
    const child = spawn(process.execPath, [script, home, CSC, ...paths], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const outcomes: IngestOutcome[] = []
    const problems: string[] = []
    let said = ''
    let published = false
    let timer: NodeJS.Timeout | undefined
    const now = () => batch[outcomes.length]
    const wait = () => {
      clearTimeout(timer)
      const file = now()
      const most = file
        ? PATIENCE.file + (PATIENCE.kilobyte * file.bytes.length) / 1024
        : PATIENCE.publication
      timer = setTimeout(() => {
        problems.push(
          `${file ? `${file.name} (${file.kinds.join(', ')})` : 'publication'}: not over after ${most} ms`,
        )
        child.kill('SIGKILL')
      }, most)
    }
    wait()
    createInterface({ input: child.stdout }).on('line', (line) => {
      said += `${line}\n`
      const one = JSON.parse(line) as IngestOutcome & { published?: boolean; ready?: boolean }
      if (one.published) published = true
      else if (!one.ready) outcomes.push(one)
      wait()
    })
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const file = now()
      if (!published && problems.length === 0)
        problems.push(
          `${file ? `${file.name} (${file.kinds.join(', ')})` : 'publication'}: ended with ${signal ?? code}\n${said.slice(-1500)}`,
        )
      resolve({ outcomes, said, problems })
    })
  })
}

function around(text: string, one: string): string {
  const at = text.indexOf(one)
  return text.slice(Math.max(0, at - 300), at + 80)
}

/** Identifiers in what is kept, published or said. */
async function exposedIn(home: Home, files: FuzzRun['files'], said: string): Promise<string[]> {
  const found: string[] = []
  const look = (where: string, text: string) => {
    for (const one of SHOWN) if (text.includes(one)) found.push(`${where} shows ${one}: ${around(text, one)}`)
  }
  // The folder of a file, and its name, are not the programme's to mask.
  look('a message', said)
  look('the ledger', readFileSync(home.ledger, { encoding: 'utf8', flag: 'a+' }))
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    for (const { outcome, name, kinds } of files) {
      if (outcome?.status !== 'loaded' || outcome.load_id === null) continue
      const where = `load ${name} (${kinds.join(', ')})`
      look(where, JSON.stringify(await readRaw(home, outcome.load_id)))
      const folder = join(home.loads, outcome.load_id)
      look(where, readFileSync(join(folder, 'manifest.json'), 'utf8'))
      for (const file of readdirSync(folder).filter((one) => one.endsWith('.parquet')))
        look(
          `${where} ${file}`,
          JSON.stringify(await engine.all(`select t::varchar from ${parquet(join(folder, file))} t`)),
        )
    }
  } finally {
    await engine.close()
  }
  for (const face of Face.options) {
    const reader = await openReader(home, face)
    if (!reader) continue
    try {
      const tables = await sql<{ name: string }>`select table_name as name from duckdb_tables()`.execute(
        reader.db,
      )
      for (const { name } of tables.rows) {
        const text = SHOWN.map((one) => sql`text like ${`%${one}%`}`)
        const { rows } = await sql<{
          text: string
        }>`select text from (select t::varchar as text from ${sql.table(name)} t)
          where ${sql.join(text, sql` or `)} limit 3`.execute(reader.db)
        for (const row of rows) found.push(`${face}.${name} shows ${row.text.slice(0, 200)}`)
      }
    } finally {
      await reader.close()
    }
  }
  return found
}
