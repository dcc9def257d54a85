import { CENTRE_OF_TERRITORY, inOrder, notInFuture, oneOf } from './demands.ts'
import { monthOf, territory } from './derivations.ts'
import { said, type TargetTable } from './target-table.ts'

/** What residents proposed at workshops, and what became of it. */
export const contributionLedger = Object.freeze<TargetTable>({
  name: 'contribution_ledger',
  derived: { territory, month: monthOf('day') },
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('day'),
    notInFuture('decided_on'),
    oneOf('outcome', ['retained', 'adapted', 'refused', 'pending']),
    inOrder('day', 'decided_on', 'la décision vient avant la proposition'),
    {
      code: 'decided-while-pending',
      field: 'decided_on',
      holds: (values) => said(values, 'outcome') !== 'pending' || said(values, 'decided_on') === '',
      problem: 'une date de décision est écrite, et la contribution est en attente',
      remedy: 'écrire la suite donnée, ou vider la date',
    },
  ],
  identity: ['contribution'],
})
