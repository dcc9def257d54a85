import type { TargetTable } from './target-table.ts'

/** A financing plan: everything in it is written, a printed dash is a missing amount. */
export const funding = Object.freeze<TargetTable>({ name: 'funding', derived: {}, demands: [] })
