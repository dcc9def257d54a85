import { CENTRE_OF_TERRITORY, notInFuture } from './demands.ts'
import { monthOf, territory } from './derivations.ts'
import type { TargetTable } from './target-table.ts'

/** People who came to a workshop and were only counted, by gender and apart from it by age: margins, never crossed. */
export const headCounts = Object.freeze<TargetTable>({
  name: 'head_counts',
  derived: { territory, month: monthOf('day') },
  demands: [CENTRE_OF_TERRITORY, notInFuture('day')],
  identity: ['workshop', 'variable', 'code'],
})
