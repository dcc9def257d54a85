import { NoSnapshotError } from '@retombees/warehouse/errors'
import type { Answers } from '../answers/answers.ts'
import type { DemoGround } from './sign-in.ts'

/** Looks at what is published to say whether the demo is still open, and where its accounts belong. */
export function createDemoGround(answers: Answers): DemoGround {
  let looked: { snapshot: string; field: boolean } | undefined
  const look = () =>
    answers
      .read('internal', async ({ stamp, db }) => {
        const load = await db
          .selectFrom('loads')
          .select('load_id')
          .where('provenance', '=', 'field')
          .limit(1)
          .executeTakeFirst()
        looked = { snapshot: stamp.id, field: load !== undefined }
        return looked.field
      })
      .catch((error: unknown) => {
        if (error instanceof NoSnapshotError) return false
        throw error
      })
  return {
    holdsFieldData() {
      const snapshot = answers.stampOf('internal')?.id
      return looked && looked.snapshot === snapshot ? looked.field : look()
    },
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
