import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import Sqlite from 'libsql'
import { StoreError } from '../errors.ts'
import { MIGRATIONS } from './migrations.ts'
import type { StoreTables } from './tables.ts'

/** The mutable side of a home: accounts, sessions, tokens, audit log. Never the warehouse. */
export interface Store {
  readonly db: Kysely<StoreTables>
  /**
   * A number that moves at each commit, of this process or of another, that takes something from an account, a session or
   * a token, or changes what it opens. Cheap enough to be read at every request.
   */
  identityRevision(): number
  close(): Promise<void>
}

/**
 * Opens the SQLite file of a home, created readable by its owner alone, and brings its schema up to date.
 * Several processes may hold it open: the server, and a command that creates a token.
 */
export function openStore(path: string): Store {
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', 0o600))
  const sqlite = new Sqlite(path)
  sqlite.exec('pragma busy_timeout = 5000')
  sqlite.exec('pragma journal_mode = wal')
  sqlite.exec('pragma foreign_keys = on')
  migrate(sqlite, path)
  const db = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: sqlite }) })
  // A connection of its own sees what is committed and nothing else: what a transaction under way would undo again
  // must not be taken for a revision.
  const watching = new Sqlite(path)
  watching.exec('pragma busy_timeout = 5000')
  const revision = watching.prepare('select revision from identity_revision')
  return {
    db,
    identityRevision: () => (revision.get() as { revision: number }).revision,
    async close() {
      watching.close()
      // libsql leaves the journal behind when it closes: a copy of the file alone would lack what it holds.
      sqlite.exec('pragma wal_checkpoint(truncate)')
      await db.destroy()
    },
  }
}

/** Opens a store for one piece of work, from a command. */
export async function withStore<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(path)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function migrate(sqlite: Sqlite.Database, path: string): void {
  sqlite.exec('begin immediate')
  try {
    const { user_version: done } = sqlite.prepare('pragma user_version').get() as { user_version: number }
    if (done > MIGRATIONS.length) throw StoreError.newer(path, done, MIGRATIONS.length)
    for (const { statements } of MIGRATIONS.slice(done))
      for (const statement of statements) sqlite.exec(statement)
    sqlite.exec(`pragma user_version = ${MIGRATIONS.length}`)
    sqlite.exec('commit')
  } catch (error) {
    sqlite.exec('rollback')
    throw error
  }
}
