import type { Viewer } from '@retombees/contract/scope'
import { SqlHistoryLine, SqlParameter, type SqlVerdict } from '@retombees/contract/sql'
import { z } from 'zod'
import type { Store } from '../store/open-store.ts'

/** A statement that has had its verdict. */
export interface ConcludedRun {
  readonly sql: string
  readonly parameters: readonly SqlParameter[]
  readonly verdict: SqlVerdict
  readonly code: string | null
  readonly rowCount: number | null
  readonly milliseconds: number
}

/** Lines kept for each person; older ones go, the audit log stays. */
const KEPT = 500
const PAGE = 100

/** Writes a statement into its author's own history. */
export async function recordRun(store: Store, at: Date, { id }: Viewer, run: ConcludedRun): Promise<void> {
  const { db } = store
  await db
    .insertInto('sql_run')
    .values({
      at: at.toISOString(),
      who: id,
      sql: run.sql,
      parameters: JSON.stringify(run.parameters),
      verdict: run.verdict,
      code: run.code,
      row_count: run.rowCount,
      milliseconds: run.milliseconds,
    })
    .execute()
  const oldest = db
    .selectFrom('sql_run')
    .select('id')
    .where('who', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .offset(KEPT)
  await db.deleteFrom('sql_run').where('who', '=', id).where('id', '<=', oldest).execute()
}

/** The viewer's own statements before an id, or the last ones; latest first, at most 100. */
export async function readHistory(store: Store, { id }: Viewer, before?: number): Promise<SqlHistoryLine[]> {
  let query = store.db
    .selectFrom('sql_run')
    .selectAll()
    .where('who', '=', id)
    .orderBy('id', 'desc')
    .limit(PAGE)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()).map((line) =>
    SqlHistoryLine.parse({
      ...line,
      parameters: z.array(SqlParameter).parse(JSON.parse(line.parameters)),
      rowCount: line.row_count,
    }),
  )
}
