import type { Annotation, AnnotationDraft } from '@retombees/contract/annotation'
import type { Viewer } from '@retombees/contract/scope'
import type { Programme } from '@retombees/programme/programme'
import type { Selectable } from 'kysely'
import { recordAudit } from './audit.ts'
import { knownIn } from './problems/known-in.ts'
import { ProblemError } from './problems/problem-error.ts'
import type { Store } from './store/open-store.ts'
import type { StoreTables } from './store/tables.ts'

/** The dated events that people write on charts. One that is taken away is kept, and no longer shown. */
export interface Annotations {
  /** Changes whenever one is written or taken away. */
  revision(): Promise<number>
  /** In the order of their days. */
  list(): Promise<Annotation[]>
  /** Throws a 404 problem for a territory or a centre that the programme does not know. */
  write(viewer: Viewer, programme: Programme, draft: AnnotationDraft, address: string): Promise<Annotation>
  remove(viewer: Viewer, id: number, address: string): Promise<void>
}

export function createAnnotations(
  store: Store,
  options: { mode: 'demo' | 'production'; now: () => Date },
): Annotations {
  const demo = options.mode === 'demo' ? 1 : 0
  const audit = (
    event: 'annotation-written' | 'annotation-removed',
    viewer: Viewer,
    address: string,
    detail: string,
  ) => recordAudit(store, options.now(), { event, who: viewer.id, role: viewer.role, address, detail })
  return {
    async revision() {
      const seen = await store.db
        .selectFrom('annotation')
        .select(({ fn }) => [
          fn.countAll<number>().as('written'),
          fn.count<number>('removed_at').as('removed'),
        ])
        .executeTakeFirstOrThrow()
      return seen.written + seen.removed
    },
    async list() {
      const rows = await store.db
        .selectFrom('annotation')
        .selectAll()
        .where('removed_at', 'is', null)
        .where('demo', '<=', demo)
        .orderBy('day')
        .orderBy('id')
        .execute()
      return rows.map(annotationOf)
    },
    async write(viewer, programme, { day, text, territory, centre }, address) {
      knownIn(programme.territories, 'territory', territory ?? undefined)
      knownIn(programme.centres, 'centre', centre ?? undefined)
      const row = await store.db
        .insertInto('annotation')
        .values({
          day,
          text,
          territory,
          centre,
          author_id: viewer.id,
          author: viewer.name,
          written_at: options.now().toISOString(),
          removed_at: null,
          demo,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await audit('annotation-written', viewer, address, `${row.id} ${day}`)
      return annotationOf(row)
    },
    async remove(viewer, id, address) {
      const done = await store.db
        .updateTable('annotation')
        .set({ removed_at: options.now().toISOString() })
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .executeTakeFirst()
      if (done.numUpdatedRows === 0n)
        throw new ProblemError('unknown_id', { key: 'annotation', found: String(id) })
      await audit('annotation-removed', viewer, address, String(id))
    },
  }
}

function annotationOf(row: Selectable<StoreTables['annotation']>): Annotation {
  const { id, day, text, territory, centre, author } = row
  return { id, day, text, territory, centre, author, writtenAt: row.written_at }
}
