import type { TargetTable } from './target-table.ts'

/** Free answers; what identifies someone is masked before a row comes here. */
export const verbatims = Object.freeze<TargetTable>({ name: 'verbatims', derived: {}, demands: [] })
