import type { IngestOutcome } from '@retombees/contract/load'
import { textTable } from './text-table.ts'

const STATUS = { loaded: 'chargé', duplicate: 'déjà chargé', refused: 'refusé' } as const
const DRY_STATUS = { loaded: 'à charger', duplicate: 'déjà chargé', refused: 'à refuser' } as const

/** What became of each file, or would have in a dry run; below, why a file was refused and what else is to be known. */
export function outcomeTable(outcomes: readonly IngestOutcome[], { dryRun = false } = {}): string {
  const words = dryRun ? DRY_STATUS : STATUS
  const rows = outcomes.map((o) => [
    o.file,
    words[o.status],
    o.rows_read,
    o.rows_loaded,
    o.rows_quarantined,
    o.rows_ignored,
  ])
  const reasons = outcomes.flatMap((o) =>
    o.status !== 'duplicate' && o.reason ? [`${o.file} : ${o.reason}`] : [],
  )
  const aside = outcomes.reduce((sum, o) => sum + o.rows_quarantined, 0)
  return [
    textTable(['fichier', 'état', 'lues', 'chargées', 'quarantaine', 'ignorées'], rows),
    ...reasons,
    ...(aside > 0 && !dryRun
      ? ['« retombees quarantine » dit pourquoi ; « --export » les écrit pour les corriger.']
      : []),
    ...(dryRun ? ['Rien n’a été chargé (--dry-run).'] : []),
  ].join('\n')
}
