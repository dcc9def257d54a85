import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark, Measures, Reported, Size } from './benchmark.ts'

/** What was measured of one reported figure over all rounds. */
export interface Spread {
  readonly reported: Reported
  readonly min: number
  readonly median: number
  readonly max: number
}

export interface Outcome {
  readonly benchmark: Benchmark
  readonly size: Size
  readonly rounds: number
  readonly spreads: readonly Spread[]
  /** Subjects that could not run here, and why. */
  readonly missing: readonly { readonly label: string; readonly reason: string }[]
}

/**
 * Runs every round of a case: the subjects in turn, each in a child process, so that a ratio compares two runs that
 * followed each other. Throws when a child fails, with what it printed.
 */
export async function runRounds(benchmark: Benchmark, size: Size, script: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), `retombees-bench-${benchmark.name}-`))
  try {
    await inChild(script, ['prepare', benchmark.name, size, folder])
    const absent = benchmark.subjects.flatMap((subject) => {
      const reason = subject.missing?.() ?? null
      return reason === null ? [] : [{ name: subject.name, label: subject.label, reason }]
    })
    const able = benchmark.subjects.filter(({ name }) => !absent.some((one) => one.name === name))
    const rounds: ReadonlyMap<string, number>[] = []
    for (let round = 0; round < benchmark.rounds[size]; round++) {
      const measured = new Map<string, number>()
      for (const { name } of able) {
        const scratch = join(folder, `scratch-${name}`)
        mkdirSync(scratch)
        const measures = await inChild(script, ['run', benchmark.name, size, folder, name, scratch])
        rmSync(scratch, { recursive: true, force: true })
        for (const [measure, value] of Object.entries(measures)) measured.set(`${name}.${measure}`, value)
      }
      console.error(`${benchmark.name}, tour ${round + 1} : ${told(measured)}`)
      rounds.push(measured)
    }
    return {
      benchmark,
      size,
      rounds: rounds.length,
      spreads: benchmark.reported.flatMap((reported) => spreadOf(reported, rounds)),
      missing: absent.map(({ label, reason }) => ({ label, reason })),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function spreadOf(reported: Reported, rounds: readonly ReadonlyMap<string, number>[]): Spread[] {
  const values = rounds
    .flatMap((measured) => {
      const of = measured.get(reported.of)
      const over = reported.over === undefined ? 1 : measured.get(reported.over)
      return of === undefined || over === undefined ? [] : [of / over]
    })
    .sort((a, b) => a - b)
  const [min] = values
  const max = values.at(-1)
  const median = values[Math.floor((values.length - 1) / 2)]
  return min === undefined || max === undefined || median === undefined
    ? []
    : [{ reported, min, median, max }]
}

function told(measured: ReadonlyMap<string, number>): string {
  return [...measured].map(([name, value]) => `${name} ${value.toFixed(2)}`).join(', ')
}

/** Runs the script as a child and reads the measures it prints last. */
function inChild(script: string, args: readonly string[]): Promise<Measures> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1) || '{}') as Measures)
      else reject(new Error(`${args.join(' ')} : ${signal ?? `code ${code}`}\n${out}`))
    })
  })
}
