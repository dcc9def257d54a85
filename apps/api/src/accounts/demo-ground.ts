import { NoSnapshotError } from '@retombees/warehouse/errors'
import type { Answers } from '../answers/answers.ts'
import type { DemoGround } from './sign-in.ts'

/** Looks at what is published to say whether the demo is still open, and where its accounts belong. */
export function createDemoGround(answers: Answers): DemoGround {
  let looked: { snapshot: string; field: boolean } | undefined
  return {
    holdsFieldData: () =>
      answers
        .read('internal', async ({ stamp, db }) => {
          if (looked?.snapshot !== stamp.id) {
            const load = await db
              .selectFrom('loads')
              .select('load_id')
              .where('provenance', '=', 'field')
              .limit(1)
              .executeTakeFirst()
            looked = { snapshot: stamp.id, field: load !== undefined }
          }
          return looked.field
        })
        .catch((error: unknown) => {
          if (error instanceof NoSnapshotError) return false
          throw error
        }),
    async scopeOf(role) {
      if (role !== 'director') return {}
      const territory = await answers
        .read('published', async (_, programme) => programme.territories[0]?.id)
        .catch((error: unknown) => {
          if (error instanceof NoSnapshotError) return undefined
          throw error
        })
      return territory === undefined ? {} : { territory }
    },
  }
}
