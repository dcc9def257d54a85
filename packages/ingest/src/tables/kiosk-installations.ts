import { CENTRE_OF_TERRITORY, inOrder, notInFuture } from './demands.ts'
import { territory } from './derivations.ts'
import type { TargetTable } from './target-table.ts'

/** Where each kiosk stands, and from when to when. */
export const kioskInstallations = Object.freeze<TargetTable>({
  name: 'kiosk_installations',
  derived: { territory },
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('installed_on'),
    notInFuture('removed_on', 'corriger la date, ou laisser vide tant que la borne est en place'),
    inOrder('installed_on', 'removed_on', 'la borne est retirée avant d’être mise en place'),
  ],
  identity: ['kiosk', 'installed_on'],
})
