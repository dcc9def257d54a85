import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { programmeCopy, readCurrent } from '@retombees/warehouse/snapshot'
import { PipelineError } from './errors.ts'

/**
 * A home holds the files of one programme. Throws a PipelineError where what is published there is of another one,
 * before anything is taken in: two programmes in one ledger could never be published again.
 */
export function demandSameProgramme(home: Home, { id, label }: Programme): void {
  const held = publishedProgramme(home)
  if (held === null || held === id) return
  throw new PipelineError(
    'other-programme',
    `${home.root} tient déjà le programme « ${held} », et ces fichiers sont lus avec « ${id} » (${label.fr}). ` +
      'Rien n’est chargé ; donnez à ce programme un dossier à lui (RETOMBEES_HOME), ou revenez au premier (RETOMBEES_PROGRAMME).',
  )
}

/** The id of the programme that is published; null when nothing is, or when its copy does not say. */
function publishedProgramme(home: Home): string | null {
  const current = readCurrent(home)
  if (!current) return null
  const folder = join(home.snapshots, dirname(current.faces.internal))
  try {
    const text = readFileSync(join(programmeCopy(folder), 'programme.yaml'), 'utf8')
    return /^id:\s*['"]?([a-z0-9-]+)/m.exec(text)?.[1] ?? null
  } catch {
    return null
  }
}
