import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../store/open-store.ts'
import { createAddressLimit } from './address-limit.ts'
import { beginAttempt, forgetAttempts } from './sign-in-lock.ts'

const MINUTE = 60_000
const start = new Date('2019-03-01T09:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * MINUTE)

describe('the lock on an account', () => {
  let folder: string
  let store: Store
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'retombees-lock-'))
    store = openStore(join(folder, 'store.sqlite'))
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const attempts = async (count: number, at: Date, email = 'x@example.org') => {
    const waits: number[] = []
    for (let attempt = 0; attempt < count; attempt += 1) waits.push(await beginAttempt(store, email, at))
    return waits
  }

  it('closes after five refusals, for a quarter of an hour', async () => {
    expect(await attempts(6, start)).toEqual([0, 0, 0, 0, 0, 900])
    expect(await beginAttempt(store, 'x@example.org', after(10))).toBe(300)
    expect(await beginAttempt(store, 'x@example.org', after(15))).toBe(0)
  })

  it('lets no more than five through that were sent together', async () => {
    const waits = await Promise.all(
      Array.from({ length: 40 }, () => beginAttempt(store, 'x@example.org', start)),
    )
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
  })

  it('counts afresh after a quarter of an hour without trying, and after a success', async () => {
    await attempts(4, start)
    expect(await attempts(5, after(16))).toEqual([0, 0, 0, 0, 0])
    await forgetAttempts(store, 'x@example.org')
    expect(await attempts(5, after(17))).toEqual([0, 0, 0, 0, 0])
  })

  it('goes by account, however its address is written, and leaves the others alone', async () => {
    await attempts(5, start)
    expect(await beginAttempt(store, ' X@Example.ORG ', start)).toBeGreaterThan(0)
    expect(await beginAttempt(store, 'y@example.org', start)).toBe(0)
  })

  it('keeps no address that somebody typed', async () => {
    await attempts(1, start, 'mot de passe tapé au mauvais endroit')
    const rows = await store.db.selectFrom('sign_in_failure').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('mauvais')
  })
})

describe('the limit on an address', () => {
  it('makes an address wait after fifty refusals, until its ten minutes are over', () => {
    let now = start
    const limit = createAddressLimit(() => now)
    for (let attempt = 0; attempt < 50; attempt += 1) expect(limit.begin('192.0.2.1')).toBe(0)
    expect(limit.begin('192.0.2.1')).toBe(600)
    expect(limit.begin('192.0.2.2')).toBe(0)
    now = after(10)
    expect(limit.begin('192.0.2.1')).toBe(0)
  })

  it('does not count what was accepted', () => {
    const limit = createAddressLimit(() => start)
    for (let attempt = 0; attempt < 200; attempt += 1) {
      expect(limit.begin('192.0.2.1')).toBe(0)
      limit.forgive('192.0.2.1')
    }
  })
})
