import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC, ROOT } from '../support/published-home.ts'

const home = mkdtempSync(join(tmpdir(), 'retombees-service-'))
const lines = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

/** What the unit of systemd sets and starts, with this folder as its state. */
function unit(): { command: string[]; env: Record<string, string> } {
  const text = readFileSync(join(ROOT, 'operations/retombees.service'), 'utf8')
  const values = (key: string) =>
    lines(text).flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []))
  const [node = '', ...rest] = (values('ExecStart')[0] ?? '').split(' ')
  expect(node).toMatch(/\/node$/)
  const env = Object.fromEntries(
    values('Environment').flatMap((line) =>
      line.split(' ').map((pair) => pair.split('=') as [string, string]),
    ),
  )
  return { command: rest, env: { ...env, RETOMBEES_HOME: home, RETOMBEES_PROGRAMME: CSC, PORT: '0' } }
}

interface Service {
  child: ChildProcess
  address: string
  log: () => { msg: string; route?: string; status?: number }[]
  ended: Promise<number | null>
}

async function start(): Promise<Service> {
  const { command, env } = unit()
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env, RETOMBEES_SECRET: randomBytes(32).toString('base64') },
  })
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8')
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const found = /http:\/\/\S+/.exec(String(chunk))?.[0]
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(err)))
  })
  return { child, address, ended, log: () => lines(err).map((line) => JSON.parse(line)) }
}

let service: Service | undefined

beforeAll(async () => {
  const file = join(CSC, 'published/financements-2017-2019-croissant-sud.csv')
  await retombees(['ingest', file], { RETOMBEES_HOME: home })
  return () => rmSync(home, { recursive: true, force: true })
})
afterEach(async () => {
  service?.child.kill('SIGKILL')
  await service?.ended
})

describe('the service, as its unit starts it', () => {
  it('answers, writes one JSON line a request, and stops when told to with all that it had taken answered', async () => {
    service = await start()
    const { address, child, ended, log } = service
    const asked = Array.from({ length: 20 }, () => fetch(`${address}/api/v1/health`))
    const first = await Promise.race(asked)
    expect(first.status).toBe(200)
    child.kill('SIGTERM')
    // One that had not been taken yet may be turned away at the door; none that was taken is cut.
    const answers = (await Promise.allSettled(asked)).flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.status] : [],
    )
    expect(answers.every((status) => status === 200)).toBe(true)
    expect(await ended).toBe(0)
    const said = log()
    expect(said[0]).toMatchObject({ msg: 'started', address })
    expect(said.filter(({ msg }) => msg === 'request')).toHaveLength(answers.length)
    expect(said.filter(({ msg }) => msg === 'request')[0]).toMatchObject({
      route: '/api/v1/health',
      status: 200,
    })
    expect(said.some(({ msg }) => msg === 'stopping')).toBe(true)
  })
})

describe('the container file', () => {
  const text = readFileSync(join(ROOT, 'operations/Containerfile'), 'utf8')

  it('copies only what is there, and starts the command that the unit starts', () => {
    const copied = lines(text).flatMap((line) =>
      line.startsWith('COPY ') ? line.split(' ').slice(1, -1) : [],
    )
    for (const path of copied) expect(() => readFileSync(join(ROOT, path))).not.toThrow(/ENOENT/)
    const started = JSON.parse(/^CMD (\[.+\])$/m.exec(text)?.[1] ?? '[]') as string[]
    expect(started.slice(1)).toEqual(unit().command)
  })
})
