import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { hasTable } from '../present-tables.ts'

/** Whether cells of a fact table are published in the face that is read. */
export async function isPublished(db: Kysely<Database>, fact: string): Promise<boolean> {
  if (!(await hasTable(db, 'cube_cells'))) return false
  return (await cellsOf(db, fact).where('period', '<>', '').execute()).length > 0
}

/** Whether a fact table has rows that the face that is read does not hold. */
export async function isWithheld(db: Kysely<Database>, fact: string): Promise<boolean> {
  return (await cellsOf(db, fact).execute()).length > 0
}

function cellsOf(db: Kysely<Database>, fact: string) {
  return db.selectFrom('cube_cells').select('fact').where('fact', '=', fact).limit(1)
}
