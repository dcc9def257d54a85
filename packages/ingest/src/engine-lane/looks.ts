import type { Engine } from '@retombees/warehouse/engine'
import { literal } from '@retombees/warehouse/sql-text'
import type { Column } from '@retombees/warehouse/table'
import type { Target } from '../tables/target-row.ts'
import type { Values } from '../tables/target-table.ts'
import { eventHash } from './reading-sql.ts'

/** More lines than this to read with care, and the whole file is. */
export const MOST_CAREFUL = 250_000

/** Rows in one pass over so many: what tells two events apart is held in memory for as many at a time. */
const EVENTS_AT_ONCE = 6_000_000

/** Keeps what is looked at of each line, in memory or, where that would be much, in a file. Returns the relation. */
export async function keepLooks(engine: Engine, looks: string, rows: number, path: string): Promise<string> {
  if (rows <= EVENTS_AT_ONCE) {
    await engine.run(`create or replace table looked as ${looks}`)
    return 'looked'
  }
  await engine.run(`copy (${looks}) to ${literal(path)} (format parquet, compression uncompressed)`)
  return `read_parquet(${literal(path)})`
}

/** The lines that the engine read of which another one tells the same event. */
export async function twinsWithin(
  engine: Engine,
  { rules }: Target,
  looked: string,
  rows: number,
): Promise<number[]> {
  if ((rules.identity ?? []).length === 0) return []
  const parts = Math.ceil(rows / EVENTS_AT_ONCE)
  const found: number[] = []
  for (let part = 0; part < parts; part++) {
    const own = parts === 1 ? '' : ` and event % ${parts} = ${part}`
    await engine.run(
      `create or replace table several as select event from ${looked} where event is not null${own} group by event having count(*) > 1`,
    )
    const lines = await engine.all<{ line: number }>(
      `select line from ${looked} where exists (select 1 from several) and event in (select event from several) limit ${MOST_CAREFUL + 1}`,
    )
    for (const { line } of lines) found.push(line)
  }
  return found
}

/** The lines that the engine read which tell one of these events too. */
export async function twinsOf(
  engine: Engine,
  target: Target,
  looked: string,
  events: readonly Values[],
): Promise<number[]> {
  const { rules, table } = target
  const identity = rules.identity ?? []
  const told = events.filter((values) => identity.every((field) => (values[field] ?? null) !== null))
  if (identity.length === 0 || told.length === 0) return []
  const columns = identity.map(
    (field): Column =>
      table.columns.find(({ name }) => name === field) ?? {
        name: field,
        type: 'VARCHAR',
        nullable: true,
        description: '',
      },
  )
  await engine.run(
    `create or replace table careful_events (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
  )
  await engine.append(
    { name: 'careful_events', columns: columns.map((column) => ({ ...column, nullable: true })) },
    told.map((values) => Object.fromEntries(identity.map((field) => [field, values[field]]))),
  )
  const found = await engine.all<{ line: number }>(
    `select line from ${looked} where event in (select ${eventHash(target)} from careful_events)`,
  )
  return found.map(({ line }) => line)
}
