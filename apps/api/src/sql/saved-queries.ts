import { randomUUID } from 'node:crypto'
import type { Viewer } from '@retombees/contract/scope'
import { type SavedQuery, type SavedQueryDraft, SqlParameter } from '@retombees/contract/sql'
import { z } from 'zod'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'

/** Queries that are kept, and shared by whoever wrote them. */
export interface SavedQueries {
  /** The viewer's own and those shared by others, by title. */
  all(viewer: Viewer): Promise<SavedQuery[]>
  /** Keeps a query, or puts it in the place of one of the viewer's own. Throws a ProblemError for another's. */
  keep(viewer: Viewer, draft: SavedQueryDraft): Promise<SavedQuery>
  /** Removes one of the viewer's own; false when they have none of that id. */
  remove(viewer: Viewer, id: string): Promise<boolean>
}

export function createSavedQueries(
  { db }: Store,
  options: { mode: 'demo' | 'production'; now: () => Date },
): SavedQueries {
  const demo = options.mode === 'demo' ? 1 : 0
  const visible = (viewer: Viewer) =>
    db
      .selectFrom('saved_query')
      .selectAll()
      .where('demo', '=', demo)
      .where((any) => any.or([any('owner', '=', viewer.id), any('shared', '=', 1)]))
  return {
    async all(viewer) {
      const rows = await visible(viewer).orderBy('title').orderBy('id').execute()
      return rows.map((row) => savedQuery(row, viewer))
    },
    async keep(viewer, { id, title, sql, parameters, shared }) {
      const values = {
        title,
        sql,
        parameters: JSON.stringify(parameters),
        shared: shared ? 1 : 0,
        author: viewer.name,
        updated_at: options.now().toISOString(),
      }
      if (id === undefined) {
        const made = { id: randomUUID(), owner: viewer.id, demo, ...values }
        await db.insertInto('saved_query').values(made).execute()
        return savedQuery(made, viewer)
      }
      const [changed] = await db
        .updateTable('saved_query')
        .set(values)
        .where('id', '=', id)
        .where('owner', '=', viewer.id)
        .where('demo', '=', demo)
        .returningAll()
        .execute()
      if (!changed) throw new ProblemError('unknown_id', { key: 'id', found: id })
      return savedQuery(changed, viewer)
    },
    async remove(viewer, id) {
      const removed = await db
        .deleteFrom('saved_query')
        .where('id', '=', id)
        .where('owner', '=', viewer.id)
        .returning('id')
        .execute()
      return removed.length > 0
    },
  }
}

function savedQuery(
  row: {
    id: string
    title: string
    sql: string
    parameters: string
    shared: number
    owner: string
    author: string
    updated_at: string
  },
  viewer: Viewer,
): SavedQuery {
  return {
    id: row.id,
    title: row.title,
    sql: row.sql,
    parameters: z.array(SqlParameter).parse(JSON.parse(row.parameters)),
    shared: row.shared === 1,
    mine: row.owner === viewer.id,
    author: row.author,
    updatedAt: row.updated_at,
  }
}
