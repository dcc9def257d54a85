import { CENTRE_OF_TERRITORY, inOrder, notInFuture } from './demands.ts'
import { dayOf, hourOf, lengthOf, monthOf, territory } from './derivations.ts'
import type { TargetTable } from './target-table.ts'

/** The log of a machine: kiosk, start, end, site. */
export const kioskSessions = Object.freeze<TargetTable>({
  name: 'kiosk_sessions',
  derived: {
    territory,
    seconds: lengthOf('started_at', 'ended_at', 1),
    day: dayOf('started_at'),
    month: monthOf('started_at'),
    hour: hourOf('started_at'),
  },
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('started_at'),
    notInFuture('ended_at'),
    inOrder('started_at', 'ended_at'),
  ],
  identity: ['kiosk', 'started_at', 'ended_at', 'site'],
})
