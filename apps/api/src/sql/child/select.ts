import { type DuckDBConnection, type DuckDBResult, StatementType } from '@duckdb/node-api'
import type { SqlParameter } from '@retombees/contract/sql'
import { bracketDepth, enginePlaceholders } from '@retombees/contract/sql-parameters'
import { DEEPEST } from '../gate/nodes.ts'
import { GateRefusal } from '../gate/refusal.ts'
import { gate, tablesIn } from './locked-instance.ts'
import { boundValues } from './values.ts'

/** A statement that has passed the gate, as the engine is given it. */
export interface Passed {
  readonly sql: string
  readonly parameters: readonly SqlParameter[]
}

/** Lets a statement through the gate, or throws a GateRefusal. Nothing is prepared before. */
export async function passed(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly SqlParameter[],
): Promise<Passed> {
  if (bracketDepth(sql) > DEEPEST) throw new GateRefusal({ code: 'depth', found: String(bracketDepth(sql)) })
  const written = enginePlaceholders(sql)
  const names = new Set(parameters.map(({ name }) => name))
  const used = await gate(written, { tables: await tablesIn(connection), parameters: names })
  return { sql: written, parameters: parameters.filter(({ name }) => used.has(name)) }
}

/** Prepares what has passed and begins to run it; rows come as they are asked for. */
export async function select(
  connection: DuckDBConnection,
  { sql, parameters }: Passed,
): Promise<DuckDBResult> {
  const extracted = await connection.extractStatements(sql)
  if (extracted.count !== 1) throw new GateRefusal({ code: 'several', found: String(extracted.count) })
  const prepared = await extracted.prepare(0)
  if (prepared.statementType !== StatementType.SELECT)
    throw new GateRefusal({ code: 'not-select', found: StatementType[prepared.statementType] ?? '' })
  const { values, types } = boundValues(parameters)
  if (Object.keys(values).length > 0) prepared.bind(values, types)
  return prepared.stream()
}
