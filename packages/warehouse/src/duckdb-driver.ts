import { type DuckDBConnection, type DuckDBMaterializedResult, ResultReturnType } from '@duckdb/node-api'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { Connections } from './connections.ts'
import { toJavaScript, toParameter } from './duckdb-values.ts'
import { QueryError } from './errors.ts'

/** Runs what Kysely compiled. Whether a statement counts or returns rows is the engine's word, never its column names. */
export class DuckDBDriver implements Driver {
  readonly #connections: Connections

  constructor(connections: Connections) {
    this.#connections = connections
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new DuckDBDriverConnection(await this.#connections.borrow())
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin transaction'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof DuckDBDriverConnection) this.#connections.giveBack(connection.borrowed)
  }

  async destroy(): Promise<void> {
    await this.#connections.close()
  }
}

class DuckDBDriverConnection implements DatabaseConnection {
  readonly borrowed: DuckDBConnection

  constructor(borrowed: DuckDBConnection) {
    this.borrowed = borrowed
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changed } = await execute(this.borrowed, sql, parameters)
    return { rows: rows as R[], ...(changed === null ? {} : { numAffectedRows: BigInt(changed) }) }
  }

  /** Chunks come in the engine's own size (2,048 rows). */
  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const { values, types } = parametersOf(parameters)
    try {
      const result = await this.borrowed.stream(sql, values, types)
      for await (const rows of result.yieldConvertedRowObjects(toJavaScript)) yield { rows: rows as R[] }
    } catch (error) {
      throw new QueryError(sql, error)
    }
  }
}

/** One statement and its rows; `changed` is the number of rows written, null for a statement that writes none. */
export async function execute(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<{ rows: Record<string, unknown>[]; changed: number | null }> {
  const { values, types } = parametersOf(parameters)
  try {
    const result = parameters.length ? await connection.run(sql, values, types) : await connection.run(sql)
    if (result.returnType === ResultReturnType.CHANGED_ROWS) return { rows: [], changed: result.rowsChanged }
    return { rows: await rowsOf(result), changed: null }
  } catch (error) {
    throw new QueryError(sql, error)
  }
}

async function rowsOf(result: DuckDBMaterializedResult): Promise<Record<string, unknown>[]> {
  return result.returnType === ResultReturnType.QUERY_RESULT ? result.convertRowObjects(toJavaScript) : []
}

function parametersOf(parameters: readonly unknown[]) {
  const converted = parameters.map(toParameter)
  return { values: converted.map(({ value }) => value), types: converted.map(({ type }) => type) as [] }
}
