import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { ROOT } from '../support/published-home.ts'

/** The instructions of the container file, in its order. */
export function instructions(): { verb: string; rest: string }[] {
  return readFileSync(join(ROOT, 'operations/Containerfile'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [verb = '', ...rest] = line.split(' ')
      return { verb, rest: rest.join(' ') }
    })
}

/** The pairs of an `ENV` of the container file, or of an `Environment=` of the unit. */
export function pairs(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(' ').map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  )
}

/** The values of a key of the unit, in its order. */
export function unitValues(key: string): string[] {
  return readFileSync(join(ROOT, 'operations/retombees.service'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []))
}

/** What a `COPY` brings: as an engine would, all but what `.dockerignore` leaves out. */
export function copyInto(folder: string, rest: string): void {
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n').filter(Boolean)
  const names = new Set(ignored.filter((line) => line.startsWith('**/')).map((line) => line.slice(3)))
  const places = new Set(ignored.filter((line) => !line.startsWith('**/')))
  const paths = rest.split(' ')
  const target = paths.pop() ?? '.'
  for (const path of paths) {
    const to = target.endsWith('/') ? join(folder, target, basename(path)) : join(folder, target)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(ROOT, path), to, {
      recursive: true,
      filter: (from) => !names.has(basename(from)) && !places.has(relative(ROOT, from)),
    })
  }
}

/** An environment with nothing of whoever runs this: where node is, a home of its own, and how the machine trusts a registry. */
export function bareEnvironment(home: string): Record<string, string> {
  const { NODE_EXTRA_CA_CERTS } = process.env
  return {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: home,
    ...(NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS }),
  }
}

export interface Ran {
  status: number | null
  output: string
}

/** Runs a line of shell, as `RUN` does. */
export function runLine(line: string, cwd: string, env: Record<string, string>): Ran {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], { cwd, env, encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

export interface Started {
  child: ChildProcess
  address: string
  /** The lines of standard error. */
  lines: () => string[]
  ended: Promise<number | null>
}

/** Who runs the service: the user of the container file where whoever runs this may become somebody else. */
export function asUser(): { uid?: number; gid?: number } {
  const user = instructions().find(({ verb }) => verb === 'USER')?.rest ?? ''
  const [uid, gid] = user.split(':').map(Number)
  return process.getuid?.() === 0 && uid && gid ? { uid, gid } : {}
}

/** Starts a command and waits until it says where it listens. */
export async function started(
  command: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<Started> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, env, ...asUser() })
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8')
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    child.on('error', reject)
    child.stdout.on('data', (chunk) => {
      const found = /http:\/\/\S+/.exec(String(chunk))?.[0]
      if (found) resolve(found)
    })
    void ended.then((code) => reject(new Error(`ended with ${code}\n${err}`)))
  })
  return { child, address, ended, lines: () => err.split('\n').filter(Boolean) }
}

/** Whether the built dashboard is where the command looks for it. */
export function hasDashboard(folder: string): boolean {
  return existsSync(join(folder, 'apps/dashboard/dist/index.html'))
}
