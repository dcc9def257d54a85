import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authOptions } from '../accounts/auth.ts'
import { StoreError } from '../errors.ts'
import { openStore } from './open-store.ts'

describe('the store', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'retombees-store-'))
    path = join(folder, 'store.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is readable by its owner alone, its journal too', async () => {
    const store = openStore(path)
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o077).toBe(0)
    await store.close()
  })

  it('has every table and column that better-auth wants', async () => {
    const store = openStore(path)
    const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems } = await getMigrations(
      authOptions(store),
    )
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      schemaProblems: [],
    })
    await store.close()
  })

  it('keeps what it holds when it is opened again, by two at once', async () => {
    const first = openStore(path)
    const second = openStore(path)
    const line = {
      at: '2019-03-01T00:00:00.000Z',
      event: 'x',
      who: 'y',
      role: null,
      address: null,
      detail: '',
    }
    await first.db.insertInto('audit').values(line).execute()
    await second.db.insertInto('audit').values(line).execute()
    await first.close()
    await second.close()
    const third = openStore(path)
    expect(await third.db.selectFrom('audit').select('id').execute()).toEqual([{ id: 1 }, { id: 2 }])
    await third.close()
  })

  it('leaves everything in the one file once closed, for whoever copies it', async () => {
    const store = openStore(path)
    const line = {
      at: '2019-03-01T00:00:00.000Z',
      event: 'x',
      who: 'y',
      role: null,
      address: null,
      detail: '',
    }
    await store.db.insertInto('audit').values(line).execute()
    await store.close()
    copyFileSync(path, join(folder, 'copy.sqlite'))
    const copy = openStore(join(folder, 'copy.sqlite'))
    expect(await copy.db.selectFrom('audit').select('id').execute()).toEqual([{ id: 1 }])
    await copy.close()
  })

  it('refuses a file that a newer version has written', async () => {
    const store = openStore(path)
    await sql`pragma user_version = 999`.execute(store.db)
    await store.close()
    expect(() => openStore(path)).toThrow(StoreError)
    expect(() => openStore(path)).toThrow(/schéma 999 trouvé/)
  })

  it('drops the sessions of an account that is removed', async () => {
    const store = openStore(path)
    const day = '2019-03-01T00:00:00.000Z'
    await sql`insert into user (id, name, email, emailVerified, createdAt, updatedAt, role)
      values ('u', 'U', 'u@example.org', 0, ${day}, ${day}, 'analyst')`.execute(store.db)
    await sql`insert into session (id, userId, token, expiresAt, createdAt, updatedAt)
      values ('s', 'u', 't', ${day}, ${day}, ${day})`.execute(store.db)
    await store.db.deleteFrom('user').execute()
    expect(await store.db.selectFrom('session').selectAll().execute()).toEqual([])
    await store.close()
  })
})
