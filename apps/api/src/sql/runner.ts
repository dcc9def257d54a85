import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Job, Outcome } from './child/job.ts'

/** What the machine lends to one query. */
export const CHILD_MEMORY = Object.freeze({ limit: '384MB', resident: 900 * 1024 * 1024 })

/** How a run ended: the child said so, we stopped it, or it died. */
export type Ended =
  | { readonly kind: 'said'; readonly outcome: Outcome; readonly body: Buffer }
  | { readonly kind: 'stopped'; readonly why: Stop }
  | { readonly kind: 'died'; readonly how: string }

export type Stop = 'time' | 'cancelled'

export interface Run {
  readonly ended: Promise<Ended>
  /** Interrupts the engine; kills the process where that does not help. Harmless when it has ended. */
  stop(why: Stop): void
}

/** Between an interrupt and the end that it is given no choice about. */
const GRACE = 700
const WATCH_EVERY = 50
/** More than the limits let through: a child that says more is not ours to read. */
const MOST_SAID = 64 * 1024 * 1024

/**
 * Starts a process of its own for one query: empty environment, nothing inherited. `ended` resolves when the process is
 * gone, whatever happened to it, and never before.
 */
export function startRun(entry: string, job: Job, seconds: number): Run {
  const child = spawn(process.execPath, ['--max-old-space-size=512', entry], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let stopped: Stop | undefined
  const stop = (why: Stop) => {
    if (stopped !== undefined || child.exitCode !== null || child.signalCode !== null) return
    stopped = why
    child.stdin.write('cancel\n')
    setTimeout(() => child.kill('SIGKILL'), GRACE).unref()
  }
  const said = collect(child)
  const timer = setTimeout(() => stop('time'), seconds * 1000)
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > job.mostResident * 1.25) child.kill('SIGKILL')
  }, WATCH_EVERY)
  // A child that is gone does not read: what its end says is in its status.
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify(job)}\n`)
  const ended = new Promise<Ended>((resolve) => {
    let failure: Error | undefined
    child.on('error', (error) => {
      failure = error
      if (child.pid === undefined) finish(null, null)
    })
    child.on('close', finish)
    function finish(code: number | null, signal: NodeJS.Signals | null) {
      clearTimeout(timer)
      clearInterval(watch)
      const answer = read(said.bytes())
      // What was said before the stop reached it stands; what the stop itself made it say does not.
      if (answer && (stopped === undefined || !wasInterrupted(answer.outcome)))
        resolve({ kind: 'said', ...answer })
      else if (stopped !== undefined) resolve({ kind: 'stopped', why: stopped })
      else
        resolve({ kind: 'died', how: `${failure?.message ?? signal ?? code}\n${said.complaints()}`.trim() })
    }
  })
  return { ended, stop }
}

function collect(child: ChildProcessWithoutNullStreams) {
  const parts: Buffer[] = []
  let size = 0
  let complaints = ''
  child.stdout.on('data', (part: Buffer) => {
    size += part.length
    if (size > MOST_SAID) child.kill('SIGKILL')
    else parts.push(part)
  })
  child.stderr.on('data', (part: Buffer) => {
    complaints = (complaints + part.toString()).slice(0, 4000)
  })
  return { bytes: () => Buffer.concat(parts), complaints: () => complaints }
}

function read(bytes: Buffer): { outcome: Outcome; body: Buffer } | null {
  const end = bytes.indexOf(10)
  if (end < 0) return null
  return { outcome: JSON.parse(bytes.subarray(0, end).toString()) as Outcome, body: bytes.subarray(end + 1) }
}

function wasInterrupted(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && /^INTERRUPT/i.test(outcome.message)
}

/** Linux tells; elsewhere the child watches itself, and that is all. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
