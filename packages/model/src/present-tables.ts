import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { factTable } from './measures/fact-table.ts'
import { executeOnce } from './measures/in-flight.ts'

/** Internal, analyst, published. */
const FACES = 3

/** Whether the face that is read holds a fact table; most tables are in every face. */
export async function isPresent(db: Kysely<Database>, table: string): Promise<boolean> {
  return factTable(table).faces.length === FACES || (await hasTable(db, table))
}

/** Whether a table is in this face of the snapshot: raw rows and verbatims are not in all of them. */
export async function hasTable(db: Kysely<Database>, name: string): Promise<boolean> {
  const query = db
    .selectFrom(sql<{ table_name: string }>`information_schema.tables`.as('tables'))
    .select(sql<string>`table_name`.as('table_name'))
    .where(sql<boolean>`table_name = ${name}`)
  return (await executeOnce(db, query)).length > 0
}

/** The columns of a table in this face; empty when it is not there. */
export async function columnsPresent(db: Kysely<Database>, name: string): Promise<ReadonlySet<string>> {
  const query = db
    .selectFrom(sql<{ column_name: string }>`information_schema.columns`.as('columns'))
    .select(sql<string>`column_name`.as('column_name'))
    .where(sql<boolean>`table_name = ${name}`)
  return new Set((await executeOnce(db, query)).map((row) => row.column_name))
}
