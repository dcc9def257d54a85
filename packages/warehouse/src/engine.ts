import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { Kysely } from 'kysely'
import { appendRows, type Row } from './append-rows.ts'
import { type Connections, lendConnections } from './connections.ts'
import type { Database } from './database.ts'
import { DuckDBDialect } from './duckdb-dialect.ts'
import { execute } from './duckdb-driver.ts'
import { WarehouseError } from './errors.ts'
import type { FaceEngine } from './face-engine.ts'
import type { Column } from './table.ts'

/** What an engine may take of the machine: left to itself it takes most of it, once per instance. */
export interface Resources {
  /** For example `512MB`. */
  readonly memoryLimit: string
  readonly threads: number
}

export const READING: Resources = Object.freeze({ memoryLimit: '512MB', threads: 2 })
export const WRITING: Resources = Object.freeze({ memoryLimit: '1GB', threads: 2 })

/** One open DuckDB file (or memory): what a reader needs of it, and what builds faces. */
export interface Engine extends FaceEngine {
  /** Runs statements that return nothing. */
  run(sql: string): Promise<void>
  /** Rows of one query. Parameters are `$1`, `$2`… */
  all<T>(sql: string, parameters?: readonly unknown[]): Promise<T[]>
  /** Writes rows at the end of a table (`appendRows`); returns how many. */
  append(target: { name: string; columns: readonly Column[] }, rows: Iterable<Row>): Promise<number>
  /** Stops the statements that run, which then throw; one that has not begun yet is not stopped. */
  interrupt(): void
}

const CONNECTIONS = 4
/** Two instances that write one file in one process are both accepted by DuckDB, and lose rows. */
const writing = new Set<string>()

/**
 * Opens a DuckDB file, or memory with `:memory:`. No extension is ever fetched. A read-only engine is locked down: no
 * other file, no attached database, no setting can be reached from it. Throws a WarehouseError when the file cannot be
 * opened; `code` is `file-locked` when another process holds it.
 */
export async function openEngine(
  path: string,
  options: Resources & { readonly readOnly: boolean },
): Promise<Engine> {
  const owned = path === ':memory:' || options.readOnly ? null : canonical(path)
  if (owned !== null && writing.has(owned))
    throw new WarehouseError('file-locked', `${path} est déjà ouvert en écriture par ce processus.`)
  if (owned !== null) writing.add(owned)
  try {
    const connections = lendConnections(await openInstance(path, options), CONNECTIONS)
    if (options.readOnly || path === ':memory:') await each(connections, NO_SPILL)
    if (options.readOnly) await each(connections, LOCK_DOWN)
    return engineOver(connections, () => owned !== null && writing.delete(owned))
  } catch (error) {
    if (owned !== null) writing.delete(owned)
    throw error
  }
}

/** An engine over memory writes no temporary file into whatever folder it was started from. */
const NO_SPILL = ["set temp_directory = ''", "set max_temp_directory_size = '0KB'"]
const LOCK_DOWN = ['set enable_external_access = false', 'set lock_configuration = true']

async function openInstance(
  path: string,
  { readOnly, memoryLimit, threads }: Resources & { readonly readOnly: boolean },
): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, {
      ...(readOnly ? { access_mode: 'READ_ONLY' } : {}),
      memory_limit: memoryLimit,
      threads: String(threads),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      // From this format on, a WAL that belongs to another file is refused instead of replayed.
      storage_compatibility_version: 'v1.4.0',
    })
  } catch (error) {
    const held =
      error instanceof Error && /could not set lock|being used by another process/i.test(error.message)
    throw new WarehouseError(
      held ? 'file-locked' : 'file-unreadable',
      `${path} ${held ? 'est tenu par un autre processus' : 'ne peut pas être ouvert'} : ${String(error)}`,
      { cause: error },
    )
  }
}

function engineOver(connections: Connections, released: () => void): Engine {
  const borrowed = async <T>(
    work: (connection: Awaited<ReturnType<Connections['borrow']>>) => Promise<T>,
  ) => {
    const connection = await connections.borrow()
    try {
      return await work(connection)
    } finally {
      connections.giveBack(connection)
    }
  }
  return Object.freeze({
    db: new Kysely<Database>({ dialect: new DuckDBDialect(connections) }),
    run: async (sql: string) => {
      await borrowed((connection) => execute(connection, sql))
    },
    all: async <T>(sql: string, parameters: readonly unknown[] = []) =>
      (await borrowed((connection) => execute(connection, sql, parameters))).rows as T[],
    append: (target: { name: string; columns: readonly Column[] }, rows: Iterable<Row>) =>
      borrowed((connection) => appendRows(connection, target, rows)),
    interrupt: () => connections.interrupt(),
    close: async () => {
      await connections.close()
      released()
    },
  })
}

async function each(connections: Connections, statements: readonly string[]): Promise<void> {
  const connection = await connections.borrow()
  for (const statement of statements) await execute(connection, statement)
  connections.giveBack(connection)
}

function canonical(path: string): string {
  return join(realpathSync(dirname(path)), basename(path))
}
