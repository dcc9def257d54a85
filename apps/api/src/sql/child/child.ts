import { statSync, writeSync } from 'node:fs'
import { setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import type { DuckDBConnection } from '@duckdb/node-api'
import { GateRefusal } from '../gate/refusal.ts'
import { writeFile } from './file.ts'
import type { Job, Outcome } from './job.ts'
import { openLocked } from './locked-instance.ts'
import { firstRows } from './rows.ts'
import { passed, select } from './select.ts'

/*
 * A process that runs one query and ends. It reads a job on its first line of standard input, writes an outcome on its
 * first line of standard output and, for the screen, the rows after it. It ends itself when it holds too much memory and
 * when whoever started it is gone.
 */

// Threads inherit it: the server answers others first.
setPriority(10)

const INTERRUPT_EVERY = 20
const LOOK_EVERY = 25

let connection: DuckDBConnection | undefined
let cancelled = false
const lines = createInterface({ input: process.stdin })
let started = false
lines.on('line', (line) => {
  if (!started) {
    started = true
    void run(JSON.parse(line) as Job)
  } else if (line === 'cancel' && !cancelled) {
    cancelled = true
    // One that comes before the engine has begun is lost: it is sent until the process ends.
    setInterval(() => connection?.interrupt(), INTERRUPT_EVERY)
  }
})
lines.on('close', endAtOnce)

async function run(job: Job): Promise<void> {
  watch(job)
  let answer: { outcome: Outcome; body: string }
  try {
    answer = await answerTo(job)
  } catch (error) {
    answer = { outcome: outcomeOf(error), body: '' }
  }
  lines.off('close', endAtOnce)
  process.stdout.end(`${JSON.stringify(answer.outcome)}\n${answer.body}`, () => process.exit(0))
}

async function answerTo(job: Job): Promise<{ outcome: Outcome; body: string }> {
  const { want } = job
  const output = want.kind === 'file' && want.format === 'parquet' ? want.path : null
  connection = await openLocked(job.database, job.memoryLimit, output)
  const query = await passed(connection, job.sql, job.parameters)
  if (cancelled) return { outcome: { kind: 'failed', message: 'INTERRUPT' }, body: '' }
  if (want.kind === 'file') return { outcome: await writeFile(connection, query, want), body: '' }
  return firstRows(await select(connection, query), want)
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof GateRefusal) return { kind: 'refused', refusal: error.refusal }
  const message = error instanceof Error ? error.message : String(error)
  if (/^(Out of Memory|Invalid string length|Array buffer allocation)/i.test(message))
    return { kind: 'too-large', limit: 'memory', most: 0 }
  return { kind: 'failed', message: message.slice(0, 2000) }
}

/** `memory_limit` binds the engine's tables, not its string functions: the process itself is what counts. */
function watch({ mostResident, want }: Job): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > mostResident) endWith('memory', mostResident)
    if (want.kind === 'file' && sizeOf(want.path) > want.bytes) endWith('bytes', want.bytes)
  }, LOOK_EVERY)
}

function endWith(limit: 'memory' | 'bytes', most: number): void {
  const outcome: Outcome = { kind: 'too-large', limit, most }
  writeSync(1, `${JSON.stringify(outcome)}\n`)
  endAtOnce()
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Whatever the engine's threads are doing. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL')
}
