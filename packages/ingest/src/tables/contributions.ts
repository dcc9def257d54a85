import { notInFuture, oneOf } from './demands.ts'
import type { TargetTable } from './target-table.ts'

/** What was said in a focus group; what identifies someone is masked before a row comes here. */
export const contributions = Object.freeze<TargetTable>({
  name: 'contributions',
  derived: {},
  demands: [notInFuture('day'), oneOf('audience', ['residents', 'staff'])],
})
