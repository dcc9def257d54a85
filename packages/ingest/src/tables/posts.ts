import { CENTRE_OF_TERRITORY, inOrder, notInFuture } from './demands.ts'
import { territory } from './derivations.ts'
import type { TargetTable } from './target-table.ts'

/** Who held which post from when to when, without a name: what turnover is counted from. */
export const posts = Object.freeze<TargetTable>({
  name: 'posts',
  derived: { territory },
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('started_on'),
    notInFuture('ended_on', 'corriger la date, ou laisser vide tant que la personne est en poste'),
    inOrder('started_on', 'ended_on', 'le départ vient avant la prise de poste'),
  ],
  identity: ['post'],
})
