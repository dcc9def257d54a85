import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf } from '../support/command.ts'
import { ROOT } from '../support/published-home.ts'
import type { Operation } from './operations.ts'

/** What a run of the command was. Times are in milliseconds. */
export interface Run {
  readonly code: number | null
  readonly killed: boolean
  readonly out: string
  readonly err: string
  /** From its start to its end. */
  readonly lasted: number
  /** From the instant at which it held the writer's lock. */
  readonly worked: number
}

const LOOK_EVERY = 2

/** Runs the built command on a home; killed outright so long after it holds the writer's lock, when asked to. */
export async function runWriter(
  { args, programme }: Pick<Operation, 'args' | 'programme'>,
  root: string,
  killAfter?: number,
): Promise<Run> {
  const start = performance.now()
  const [program, ...words] = commandOf(args(root))
  const child = spawn(program, words, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', RETOMBEES_HOME: root, RETOMBEES_PROGRAMME: programme },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text))
  let locked: number | undefined
  let timer: NodeJS.Timeout | undefined
  const looking = setInterval(() => {
    if (holderIn(root) !== child.pid) return
    clearInterval(looking)
    locked = performance.now()
    if (killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter)
  }, LOOK_EVERY)
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...ended) => resolve(ended)),
  )
  clearInterval(looking)
  clearTimeout(timer)
  const end = performance.now()
  return { code, killed: signal === 'SIGKILL', out, err, lasted: end - start, worked: end - (locked ?? end) }
}

function holderIn(root: string): number | null {
  try {
    return (JSON.parse(readFileSync(join(root, 'writer/holder.json'), 'utf8')) as { pid: number }).pid
  } catch {
    return null
  }
}
