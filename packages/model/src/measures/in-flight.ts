import type { Compilable } from 'kysely'

interface Executable<Row> extends Compilable<Row> {
  execute(): Promise<Row[]>
}

/** Queries under way, by the face that they are put to. */
const underWay = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Runs a query, or waits for the same one that is already under way: indicators computed together often ask one table
 * the same thing. Nothing is kept once it has answered.
 */
export function executeOnce<Row>(db: object, query: Executable<Row>): Promise<Row[]> {
  const { sql, parameters } = query.compile()
  const key = JSON.stringify([sql, parameters])
  const running = underWay.get(db) ?? new Map<string, Promise<unknown>>()
  underWay.set(db, running)
  const same = running.get(key)
  if (same) return same as Promise<Row[]>
  const asked = query.execute().finally(() => running.delete(key))
  running.set(key, asked)
  return asked
}
