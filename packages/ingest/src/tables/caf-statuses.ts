import { CENTRE_OF_TERRITORY, inOrder, notInFuture } from './demands.ts'
import { territory } from './derivations.ts'
import type { TargetTable } from './target-table.ts'

/** What each centre is to the CAF, from when to when. */
export const cafStatuses = Object.freeze<TargetTable>({
  name: 'caf_statuses',
  derived: { territory },
  demands: [CENTRE_OF_TERRITORY, notInFuture('valid_from'), inOrder('valid_from', 'valid_to')],
  identity: ['centre', 'valid_from'],
})
