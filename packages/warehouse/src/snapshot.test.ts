import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openEngine, WRITING } from './engine.ts'
import { SnapshotError } from './errors.ts'
import { planOf, publishAmounts, temporaryHome, writing } from './fixtures.ts'
import type { Home } from './home.ts'
import { openReader } from './reader.ts'
import {
  type BuiltSnapshot,
  buildSnapshot,
  discardSnapshot,
  listSnapshots,
  publishSnapshot,
  readCurrent,
  retireSnapshots,
  verifySnapshot,
} from './snapshot.ts'
import { snapshotId } from './snapshot-id.ts'

const homes: Home[] = []
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home.root, { recursive: true, force: true })
})
function newHome(): Home {
  const home = temporaryHome()
  homes.push(home)
  return home
}

describe('a snapshot', () => {
  it('is nothing until published, then complete, read-only, without a journal, and in force', async () => {
    const home = newHome()
    expect(readCurrent(home)).toBeNull()
    const manifest = await writing(home, async () => {
      const built = await buildSnapshot(home, planOf(home, ['1.00', '2.00']))
      expect(listSnapshots(home)).toEqual([])
      const verified = await verifySnapshot(built)
      expect(readCurrent(home)).toBeNull()
      return publishSnapshot(home, verified)
    })
    expect(readCurrent(home)).toEqual(manifest)
    expect(manifest).toMatchObject({
      publishedAt: '2026-01-02T03:04:05.006Z',
      programmeDigest: 'p1',
      loads: ['l'],
      rows: { internal: { funding: 2, verbatims: 0 }, published: { funding: 2 } },
    })
    expect(manifest.id).toMatch(/^20260102-030405006-[0-9a-f]{12}$/)
    const folder = join(home.snapshots, manifest.id)
    expect(readdirSync(folder).sort()).toEqual([
      'analyst.duckdb',
      'internal.duckdb',
      'manifest.json',
      'programme',
      'published.duckdb',
    ])
    expect(readdirSync(join(folder, 'programme')).sort()).toEqual(['programme.yaml', 'sources'])
    for (const file of Object.values(manifest.faces))
      expect(statSync(join(home.snapshots, file)).mode & 0o222).toBe(0)
    expect(readdirSync(home.root).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('holds in each face only the tables and columns of that face', async () => {
    const home = newHome()
    await writing(home, () => publishAmounts(home, '1.00'))
    const reader = await openReader(home, 'published')
    expect(await reader?.db.selectFrom('funding').select('amount').execute()).toEqual([{ amount: '1.00' }])
    await expect(reader?.db.selectFrom('verbatims').selectAll().execute()).rejects.toThrow(/verbatims/)
    await reader?.close()
  })

  it('has a content digest that changes with a cell or the programme, and not with the hour', async () => {
    const home = newHome()
    const contentOf = (amounts: string[], changes = {}) =>
      writing(home, async () => {
        const verified = await verifySnapshot(await buildSnapshot(home, planOf(home, amounts, changes)))
        discardSnapshot(verified)
        return verified.content
      })
    const programme = { ...planOf(home, []).programme, digest: 'p2' }
    const content = await contentOf(['1.00', '2.00'])
    expect(await contentOf(['1.00', '2.00'], { publishedAt: '2027-01-01T00:00:00.000Z' })).toBe(content)
    expect(await contentOf(['1.00', '2.01'])).not.toBe(content)
    expect(await contentOf(['1.00', '2.00'], { programme })).not.toBe(content)
    expect(readdirSync(home.snapshots)).toEqual([])
  })

  it.each([
    [
      'rows are missing',
      (file: string) => altered(file, 'delete from funding where row_no = 1', /funding, 2 assemblées/),
    ],
    [
      'a column is not of the face',
      (file: string) => altered(file, 'alter table funding add column secret varchar', /funding.secret/),
    ],
    [
      'a table is not of the face',
      (file: string) => altered(file, 'create table verbatims_copy (body varchar)', /verbatims_copy.body/),
    ],
    [
      'a journal lies beside a file',
      async (file: string) => {
        writeFileSync(`${file}.wal`, '')
        return /journal/
      },
    ],
    [
      'the file is damaged',
      async (file: string) => {
        const bytes = readFileSync(file)
        writeFileSync(file, bytes.fill(0xff, 5000, bytes.length))
        return /.*/
      },
    ],
  ])('is not published when %s', async (_name, damage) => {
    const home = newHome()
    await writing(home, async () => {
      const built: BuiltSnapshot = await buildSnapshot(home, planOf(home, ['1.00', '2.00']))
      const message = await damage(join(built.folder, 'published.duckdb'))
      await expect(verifySnapshot(built)).rejects.toThrow(message)
    })
    expect(readCurrent(home)).toBeNull()
  })

  it('that fails while it is built leaves nothing, and what was in force stays', async () => {
    const home = newHome()
    const before = await writing(home, () => publishAmounts(home, '1.00'))
    const plan = planOf(home, ['2.00'])
    const fill = { ...plan.fill, analyst: () => Promise.reject(new Error('no room')) }
    await expect(writing(home, () => buildSnapshot(home, { ...plan, fill }))).rejects.toThrow('no room')
    expect(readCurrent(home)).toEqual(before)
    expect(readdirSync(home.snapshots)).toEqual([before.id])
  })

  it('says so when the file that names it cannot be read', async () => {
    const home = newHome()
    writeFileSync(home.current, '{"id":')
    expect(() => readCurrent(home)).toThrow(SnapshotError)
  })
})

describe('the ids of snapshots', () => {
  it('sort as they were published, even with a clock that goes back', () => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(instant, fc.stringMatching(/^[0-9a-f]{12}$/)), { maxLength: 8 }),
        (steps) => {
          let previous: string | null = null
          for (const [at, content] of steps) {
            const id: string = snapshotId(at.toISOString(), content, previous)
            if (previous !== null) expect(id > previous).toBe(true)
            previous = id
          }
        },
      ),
    )
  })
})

describe('old snapshots', () => {
  it('go, but for the last three', async () => {
    const home = newHome()
    const ids: string[] = []
    for (const amount of ['1', '2', '3', '4', '5'])
      ids.push((await writing(home, () => publishAmounts(home, amount))).id)
    expect(await writing(home, () => retireSnapshots(home))).toEqual(ids.slice(0, 2))
    expect(listSnapshots(home)).toEqual(ids.slice(2))
    expect(readCurrent(home)?.id).toBe(ids[4])
  })

  it('stay while a reader of this process holds them, and answer to the end', async () => {
    const home = newHome()
    const first = await writing(home, () => publishAmounts(home, '1'))
    const reader = await openReader(home, 'analyst')
    await writing(home, () => publishAmounts(home, '2'))
    expect(await writing(home, () => retireSnapshots(home, 1))).toEqual([])
    expect(reader?.stamp.id).toBe(first.id)
    expect(await reader?.db.selectFrom('funding').select('amount').execute()).toEqual([{ amount: '1.00' }])
    expect(existsSync(join(reader?.programmeFolder ?? '', 'programme.yaml'))).toBe(true)
    await reader?.close()
    expect(await writing(home, () => retireSnapshots(home, 1))).toEqual([first.id])
  })

  it('stay while another process reads them, and go once it has been killed', async () => {
    const home = newHome()
    const first = await writing(home, () => publishAmounts(home, '1'))
    const script = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1], { access_mode: 'READ_ONLY' })
      .then((instance) => { globalThis.instance = instance; console.log('open'); setInterval(() => {}, 1000) })`
    const file = join(home.snapshots, first.faces.published)
    const child = spawn(process.execPath, ['-e', script, file], { cwd: import.meta.dirname })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    await writing(home, () => publishAmounts(home, '2'))
    expect(await writing(home, () => retireSnapshots(home, 1))).toEqual([])
    expect(statSync(file).mode & 0o222).toBe(0)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(await writing(home, () => retireSnapshots(home, 1))).toEqual([first.id])
  })

  it('stay when a face of theirs is still the one in force', async () => {
    const home = newHome()
    const first = await writing(home, () => publishAmounts(home, '1'))
    const second = await writing(home, () => publishAmounts(home, '2'))
    const third = await writing(home, () => publishAmounts(home, '3'))
    const faces = { ...third.faces, published: first.faces.published }
    writeFileSync(home.current, JSON.stringify({ ...third, faces }))
    expect(await writing(home, () => retireSnapshots(home, 1))).toEqual([second.id])
    const reader = await openReader(home, 'published')
    expect(reader?.stamp.id).toBe(first.id)
    await reader?.close()
  })
})

/** Alters a face behind its builder's back; returns what must then be said of it. */
async function altered(file: string, statement: string, message: RegExp): Promise<RegExp> {
  chmodSync(file, 0o644)
  const engine = await openEngine(file, { ...WRITING, readOnly: false })
  await engine.run(statement)
  await engine.close()
  return message
}
