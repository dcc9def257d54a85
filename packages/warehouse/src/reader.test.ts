import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { NoSnapshotError } from './errors.ts'
import { isOpenHere } from './face-file.ts'
import { publishAmounts, temporaryHome, writing } from './fixtures.ts'
import type { Home } from './home.ts'
import { followReaders, openReader, type Reader, type ReaderPool } from './reader.ts'

const homes: Home[] = []
const pools: ReaderPool[] = []
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close()
  for (const home of homes.splice(0)) rmSync(home.root, { recursive: true, force: true })
})
function newHome(): Home {
  const home = temporaryHome()
  homes.push(home)
  return home
}
function follow(home: Home): ReaderPool {
  const pool = followReaders(home)
  pools.push(pool)
  return pool
}
const publish = (home: Home, ...amounts: string[]) => writing(home, () => publishAmounts(home, ...amounts))
const amountsOf = async (reader: Reader) =>
  (await reader.db.selectFrom('funding').select('amount').execute()).map((row) => row.amount)

function signal() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

describe('a reader', () => {
  it('is null when nothing is published', async () => {
    expect(await openReader(newHome(), 'internal')).toBeNull()
  })

  it('carries the stamp of what it reads, and stays there when something else is published', async () => {
    const home = newHome()
    const first = await publish(home, '1')
    const reader = await openReader(home, 'internal')
    await publish(home, '2')
    expect(reader?.stamp).toEqual({
      id: first.id,
      face: 'internal',
      publishedAt: first.publishedAt,
      programmeDigest: 'p1',
    })
    expect(await amountsOf(reader as Reader)).toEqual(['1.00'])
    await reader?.close()
    await reader?.close()
  })

  it('shares the file with others of this process, which outlive it', async () => {
    const home = newHome()
    await publish(home, '1')
    const [one, other] = await Promise.all([openReader(home, 'internal'), openReader(home, 'internal')])
    await one?.close()
    expect(await amountsOf(other as Reader)).toEqual(['1.00'])
    await other?.close()
    expect(isOpenHere(home.snapshots)).toBe(false)
    const later = await openReader(home, 'internal')
    expect(await amountsOf(later as Reader)).toEqual(['1.00'])
    await later?.close()
  })
})

describe('a pool of readers', () => {
  it('refuses with its own error while nothing is published, and reads as soon as something is', async () => {
    const home = newHome()
    const pool = follow(home)
    await expect(pool.withReader('internal', amountsOf)).rejects.toBeInstanceOf(NoSnapshotError)
    await publish(home, '1')
    expect(await pool.withReader('internal', amountsOf)).toEqual(['1.00'])
  })

  it('gives everybody at the same time the same opening, and each face its own', async () => {
    const home = newHome()
    await publish(home, '1')
    const pool = follow(home)
    const databases = await Promise.all(
      Array.from({ length: 20 }, () => pool.withReader('internal', async (reader) => reader.db)),
    )
    expect(new Set(databases).size).toBe(1)
    expect(await pool.withReader('analyst', async (reader) => reader.face)).toBe('analyst')
  })

  it('moves on at once, while those at work finish on what they began with; the last one out closes it', async () => {
    const home = newHome()
    await publish(home, '1')
    const pool = follow(home)
    const inside = signal()
    const go = signal()
    const slow = pool.withReader('internal', async (reader) => {
      inside.open()
      await go.opened
      return { amounts: await amountsOf(reader), folder: reader.programmeFolder }
    })
    await inside.opened
    await publish(home, '2')
    expect(await pool.withReader('internal', amountsOf)).toEqual(['2.00'])
    go.open()
    const { amounts, folder } = await slow
    expect(amounts).toEqual(['1.00'])
    await vi.waitFor(() => expect(isOpenHere(dirname(folder))).toBe(false))
    expect(isOpenHere(home.snapshots)).toBe(true)
  })

  it('says what a reader would be given, once it is open and until something else is published', async () => {
    const home = newHome()
    const pool = follow(home)
    expect(pool.stampOf('internal')).toBeNull()
    await publish(home, '1')
    expect(pool.stampOf('internal')).toBeNull()
    const stamp = await pool.withReader('internal', async (reader) => reader.stamp)
    expect(pool.stampOf('internal')).toEqual(stamp)
    expect(pool.stampOf('analyst')).toBeNull()
    await publish(home, '2')
    expect(pool.stampOf('internal')).toBeNull()
  })

  it('is not closed by a reader that closes itself', async () => {
    const home = newHome()
    await publish(home, '1')
    const pool = follow(home)
    await pool.withReader('internal', (reader) => reader.close())
    expect(await pool.withReader('internal', amountsOf)).toEqual(['1.00'])
  })

  it('outlives a failure of the work, and an opening that failed is tried again', async () => {
    const home = newHome()
    const first = await publish(home, '1')
    const pool = follow(home)
    await expect(pool.withReader('internal', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await pool.withReader('internal', amountsOf)).toEqual(['1.00'])
    rmSync(`${home.snapshots}/${first.id}`, { recursive: true, force: true })
    const other = follow(home)
    await expect(other.withReader('analyst', amountsOf)).rejects.toMatchObject({ code: 'snapshot-missing' })
    await publish(home, '2')
    expect(await other.withReader('analyst', amountsOf)).toEqual(['2.00'])
  })

  it('closes when the last reader at work has finished, and lets nobody in after', async () => {
    const home = newHome()
    await publish(home, '1')
    const pool = followReaders(home)
    const inside = signal()
    const go = signal()
    const slow = pool.withReader('internal', async (reader) => {
      inside.open()
      await go.opened
      return amountsOf(reader)
    })
    await inside.opened
    let closed = false
    const closing = pool.close().then(() => {
      closed = true
    })
    await expect(pool.withReader('internal', amountsOf)).rejects.toMatchObject({ code: 'pool-closed' })
    expect(closed).toBe(false)
    go.open()
    expect(await slow).toEqual(['1.00'])
    await closing
    expect(isOpenHere(home.snapshots)).toBe(false)
  })

  it('never answers with half of one publication and half of another, however often it moves', async () => {
    const home = newHome()
    await publish(home, '1', '1')
    const pool = follow(home)
    let going = true
    const reading = (async () => {
      const seen = new Set<string>()
      while (going) {
        const pair = await pool.withReader('internal', async (reader) => [
          ...(await amountsOf(reader)),
          ...(await amountsOf(reader)),
        ])
        expect(new Set(pair).size).toBe(1)
        seen.add(String(pair[0]))
      }
      return seen.size
    })()
    for (const amount of ['2', '3', '4']) await publish(home, amount, amount)
    going = false
    expect(await reading).toBeGreaterThan(1)
  })
})
