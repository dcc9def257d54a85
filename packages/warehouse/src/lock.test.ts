import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LockedError, WarehouseError } from './errors.ts'
import { type Home, openHome } from './home.ts'
import { assertWriter, withWriterLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-lock-'))
const writer = { verb: 'ingest', since: '2026-01-02T03:04:05.000Z' }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A second process that holds the lock until it is killed. */
const HOLDER = `
  const { DuckDBInstance } = require('@duckdb/node-api')
  const { writeFileSync } = require('node:fs')
  DuckDBInstance.create(process.argv[1] + '/lock.duckdb').then((instance) => {
    globalThis.instance = instance
    writeFileSync(process.argv[1] + '/holder.json', JSON.stringify({ pid: process.pid, verb: 'rebuild', since: '2026-01-01T00:00:00.000Z' }))
    console.log('held')
    setInterval(() => {}, 1000)
  })`

async function holdElsewhere(home: Home): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', HOLDER, home.lock], { cwd: import.meta.dirname })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error('the holder stopped')))
  })
  return child
}

describe('the writer’s lock', () => {
  let home: Home
  beforeAll(async () => {
    home = openHome(join(folder, 'home'))
    await withWriterLock(home, writer, async () => {})
  })

  it('gives back what the work returns and lets the next writer in, also after a failure', async () => {
    await expect(withWriterLock(home, writer, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withWriterLock(home, writer, async () => 3)).toBe(3)
  })

  it('turns a second writer of this process away, and names the first', async () => {
    await withWriterLock(home, writer, async () => {
      const second = await withWriterLock(home, { ...writer, verb: 'unload' }, async () => {}).catch((e) => e)
      expect(second).toBeInstanceOf(LockedError)
      expect(second.holder).toEqual({ pid: process.pid, ...writer })
      expect(second.message).toMatch(/« ingest » \(processus \d+, depuis 2026-01-02T03:04:05.000Z\)/)
    })
  })

  it('turns a writer away while another process holds it, then takes over when that one is killed', async () => {
    const child = await holdElsewhere(home)
    const turnedAway = await withWriterLock(home, writer, async () => {}).catch((e) => e)
    expect(turnedAway).toBeInstanceOf(LockedError)
    expect(turnedAway.holder).toMatchObject({ pid: child.pid, verb: 'rebuild' })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(existsSync(join(home.lock, 'holder.json'))).toBe(true)
    expect(await withWriterLock(home, writer, async () => 'mine')).toBe('mine')
    expect(existsSync(join(home.lock, 'holder.json'))).toBe(false)
  })

  it('of many first writers lets exactly one in at a time', async () => {
    const fresh = openHome(join(folder, 'fresh'))
    let inside = 0
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        withWriterLock(fresh, writer, async () => {
          inside += 1
          expect(inside).toBe(1)
          await new Promise((resolve) => setImmediate(resolve))
          inside -= 1
        }),
      ),
    )
    expect(attempts.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(readdirSync(fresh.root).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('says so when the lock itself is not one, instead of writing without it', async () => {
    const broken = openHome(join(folder, 'broken'))
    mkdirSync(broken.lock)
    writeFileSync(join(broken.lock, 'lock.duckdb'), 'x'.repeat(5000))
    await expect(withWriterLock(broken, writer, async () => {})).rejects.toMatchObject({
      code: 'lock-unreadable',
    })
  })

  it('lets nobody write without it', () => {
    expect(() => assertWriter(home)).toThrow(WarehouseError)
  })
})
