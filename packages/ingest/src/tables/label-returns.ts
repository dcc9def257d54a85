import { slugOf } from '../entity.ts'
import { comparable } from '../heading.ts'
import { inOrder, notInFuture } from './demands.ts'
import { said, type TargetTable } from './target-table.ts'

/** What labelled structures return: they supply figures and are no centres of the programme. */
export const labelReturns = Object.freeze<TargetTable>({
  name: 'label_returns',
  derived: { structure: (values) => slugOf(said(values, 'structure_label')) || null },
  demands: [
    {
      code: 'centre-not-supplier',
      field: 'structure_label',
      holds: (values, { programme }) => {
        const written = comparable(said(values, 'structure_label'))
        return !programme.centres.some(({ id, label }) =>
          [id, label.fr, label.en].some((known) => known !== undefined && comparable(known) === written),
        )
      },
      problem:
        'un centre du programme n’est pas une structure labellisée : ses ateliers ont leurs propres fichiers',
      remedy: 'retirer la ligne',
    },
    notInFuture('period_start'),
    inOrder('period_start', 'period_end'),
  ],
  identity: ['structure', 'period_start', 'period_end'],
})
