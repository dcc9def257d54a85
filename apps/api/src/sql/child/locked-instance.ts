import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { passGate } from '../gate/gate.ts'
import { GateRefusal } from '../gate/refusal.ts'

const MEMORY = ':memory:'
const SEALED = {
  threads: '1',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_unsigned_extensions: 'false',
} as const

/**
 * Opens the copy read-only and locks it down: no spill, no other file than `output`, no extension, no setting. The
 * order counts: each of these closes the door to the next, and the lock is last.
 */
export async function openLocked(
  database: string,
  memoryLimit: string,
  output: string | null,
): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(database, {
    ...SEALED,
    ...(database === MEMORY ? {} : { access_mode: 'READ_ONLY' }),
    memory_limit: memoryLimit,
  })
  const connection = await instance.connect()
  const paths = output === null ? [] : [`set allowed_paths = [${quoted(output)}]`]
  for (const statement of [
    "set TimeZone = 'UTC'",
    "set temp_directory = ''",
    "set max_temp_directory_size = '0KB'",
    'set max_expression_depth = 250',
    ...paths,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ])
    await connection.run(statement)
  return connection
}

/** The tables of the file, lower-case. */
export async function tablesIn(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const read = await connection.runAndReadAll(
    "select lower(table_name) from duckdb_tables() where schema_name = 'main' and not internal",
  )
  return new Set(read.getRows().map(([name]) => String(name)))
}

/**
 * Parses a statement in an empty engine of its own and lets it through the gate, or throws a GateRefusal. The parser is
 * the same as the one that will run it, with the same settings. Returns the parameters that the statement uses.
 */
export async function gate(
  sql: string,
  allowed: { tables: ReadonlySet<string>; parameters: ReadonlySet<string> },
): Promise<ReadonlySet<string>> {
  const parser = await openLocked(MEMORY, '128MB', null)
  try {
    const read = await parser.runAndReadAll('select json_serialize_sql($1::varchar)', [sql])
    return passGate(JSON.parse(String(read.getRows()[0]?.[0])), allowed)
  } catch (error) {
    if (error instanceof GateRefusal) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new GateRefusal(
      /depth|stack|recursion/i.test(message)
        ? { code: 'depth', found: '' }
        : { code: 'construct', found: message.slice(0, 200) },
    )
  }
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
