import { CENTRE_OF_TERRITORY, inOrder, notInFuture } from './demands.ts'
import { dayOf, lengthOf, monthOf, territory } from './derivations.ts'
import type { TargetTable } from './target-table.ts'

/** When a kiosk did not work; an outage without an end lasted still on the day of receipt. */
export const kioskOutages = Object.freeze<TargetTable>({
  name: 'kiosk_outages',
  derived: {
    territory,
    minutes: lengthOf('started_at', 'ended_at', 60),
    day: dayOf('started_at'),
    month: monthOf('started_at'),
  },
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('started_at'),
    notInFuture('ended_at', 'corriger la date, ou laisser vide tant que la borne est en panne'),
    inOrder('started_at', 'ended_at'),
  ],
  identity: ['kiosk', 'started_at'],
})
