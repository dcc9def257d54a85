import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../support/published-home.ts'
import {
  asUser,
  bareEnvironment,
  copyInto,
  hasDashboard,
  instructions,
  pairs,
  runLine,
  type Started,
  started,
  unitValues,
} from './by-hand.ts'

const base = mkdtempSync(join(tmpdir(), 'retombees-by-hand-'))
const app = join(base, 'opt')
const state = join(base, 'state')
const env = bareEnvironment(join(base, 'home'))
/** The places of the container file and of the unit, as they are here. */
const here = (text: string) => text.replaceAll('/opt/retombees', app).replaceAll('/var/lib/retombees', state)
const secret = randomBytes(32).toString('base64')
const ran: { line: string; status: number | null; output: string }[] = []
let port = 0
let service: Started | undefined

beforeAll(async () => {
  for (const folder of [app, join(base, 'home')]) mkdirSync(folder, { recursive: true })
  // The service is somebody else, and must walk through.
  chmodSync(base, 0o755)
  port = await freePort()
  for (const { verb, rest } of instructions()) {
    if (verb === 'COPY') copyInto(app, rest)
    if (verb === 'RUN') ran.push({ line: rest, ...runLine(here(rest), app, env) })
  }
})
afterEach(async () => {
  service?.child.kill('SIGKILL')
  await service?.ended
  service = undefined
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('the container file, by hand, in an empty directory', () => {
  it('runs each of its commands without a failure', () => {
    expect(ran).toHaveLength(instructions().filter(({ verb }) => verb === 'RUN').length)
    for (const { line, status, output } of ran)
      expect({ line, status, output: status === 0 ? '' : output }).toEqual({ line, status: 0, output: '' })
    expect(hasDashboard(app)).toBe(true)
  })

  it('keeps nothing that only development needs', () => {
    const lock: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
      readFileSync(join(app, 'package-lock.json'), 'utf8'),
    )
    // `dev` in the lock: reached by nothing of production, not even as a peer that a library may use.
    const only = Object.entries(lock.packages).flatMap(([path, { dev }]) => (dev ? [path] : []))
    expect(only.length).toBeGreaterThan(50)
    expect(only.filter((path) => existsSync(join(app, path)))).toEqual([])
  })

  it('starts as nobody in particular, is well by its own health check, takes files in, and stops when told to', async () => {
    const values = instructions()
      .filter(({ verb }) => verb === 'ENV')
      .map(({ rest }) => pairs(here(rest)))
    const own = { ...env, ...Object.assign({}, ...values), PORT: String(port), RETOMBEES_SECRET: secret }
    const command = JSON.parse(instructions().find(({ verb }) => verb === 'CMD')?.rest ?? '[]') as string[]
    const check = healthCheck()
    expect(spawnSync(check[0] ?? '', check.slice(1), { env }).status).toBe(1)
    service = await started(command, app, own)
    expect(spawnSync(check[0] ?? '', check.slice(1), { env }).status).toBe(0)
    expect(await health()).toMatchObject({ status: 'empty' })

    const taken = spawnSync('node', ['apps/cli/bin/retombees.mjs', 'ingest', 'data/csc/published'], {
      cwd: app,
      env: own,
      encoding: 'utf8',
      ...asUser(),
    })
    expect(`${taken.status} ${taken.stderr}`).toMatch(/^0 /)
    expect(await health()).toMatchObject({ status: 'ok', snapshot: { id: expect.any(String) } })

    service.child.kill('SIGTERM')
    expect(await service.ended).toBe(0)
    const said = service.lines().map((line) => JSON.parse(line))
    expect(said[0]).toMatchObject({ msg: 'started' })
    expect(said.at(-1)).toMatchObject({ msg: 'stopping', signal: 'SIGTERM' })
  })
})

describe('the unit of systemd, by hand, in the same directory', () => {
  it('is one that systemd reads without a remark, where systemd is', () => {
    const read = spawnSync('systemd-analyze', ['verify', join(ROOT, 'operations/retombees.service')], {
      encoding: 'utf8',
    })
    if (read.error) return
    // The program and the file of secrets are those of the machine where it is installed.
    const remarks = read.stderr
      .split('\n')
      .filter((line) => line.includes('retombees.service') && !/\/usr\/bin\/node|retombees\.env/.test(line))
    expect(remarks).toEqual([])
  })

  it('starts what it starts with what it sets, and reads its secrets as the guide writes them', async () => {
    const guide = readFileSync(join(ROOT, 'docs/exploitation.md'), 'utf8')
    expect(guide).toContain('openssl rand -base64 32')
    const written = runLine(
      'printf "RETOMBEES_SECRET=%s\\nRETOMBEES_HOSTS=retombees.example.org\\n" "$(openssl rand -base64 32)"',
      base,
      env,
    )
    expect(written.status).toBe(0)
    const secrets = Object.fromEntries(
      written.output
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    )
    const set = Object.assign({}, ...unitValues('Environment').map((line) => pairs(here(line))))
    const [exec = ''] = unitValues('ExecStart')
    const [program = '', ...args] = exec.split(' ')
    expect(program).toBe('/usr/bin/node')
    service = await started([process.execPath, ...args], here(unitValues('WorkingDirectory')[0] ?? ''), {
      ...env,
      ...set,
      ...secrets,
      PORT: String(port),
    })
    expect(await health()).toMatchObject({ status: 'ok' })
    service.child.kill(unitValues('KillSignal')[0] as NodeJS.Signals)
    expect(await service.ended).toBe(0)
  })

  it('refuses to start on a weak secret, and says so in one line', async () => {
    const set = Object.assign({}, ...unitValues('Environment').map((line) => pairs(here(line))))
    await expect(
      started([process.execPath, 'apps/cli/bin/retombees.mjs', 'serve'], app, {
        ...env,
        ...set,
        PORT: String(port),
        RETOMBEES_SECRET: 'secret',
      }),
    ).rejects.toThrow(/RETOMBEES_SECRET/)
  })
})

describe('the guide', () => {
  it('gives the commands that were run', () => {
    const guide = readFileSync(join(ROOT, 'docs/exploitation.md'), 'utf8')
    const built = ran
      .slice(0, 3)
      .map(({ line }) => line.replace(/ --(no-audit|no-fund|output-logs=errors-only)/g, ''))
    expect(guide).toContain(built.join(' && '))
  })
})

function healthCheck(): string[] {
  const text =
    instructions()
      .find(({ verb }) => verb === 'HEALTHCHECK')
      ?.rest.replace(/^CMD /, '') ?? '[]'
  return JSON.parse(text.replace('127.0.0.1:4747', `127.0.0.1:${port}`)) as string[]
}

async function health(): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`)
  expect(answer.status).toBe(200)
  return answer.json()
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
