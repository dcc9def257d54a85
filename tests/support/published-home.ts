import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import { ingest } from '@retombees/pipeline/ingest'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { type Home, openHome } from '@retombees/warehouse/home'

export const ROOT = join(import.meta.dirname, '../..')
export const CSC = join(ROOT, 'data/csc')
/** The second programme, whose places and funders, questions and files are others. */
export const LITTORAL = join(ROOT, 'data/flandre-maritime')

export interface PublishedHome {
  home: Home
  programme: Programme
  outcomes: IngestOutcome[]
  remove(): void
}

/** A home of its own in a temporary folder, with a programme's files ingested and published the way the command does it. */
export async function publishedHome(
  folder = CSC,
  files = [join(folder, 'published')],
): Promise<PublishedHome> {
  const path = mkdtempSync(join(tmpdir(), 'retombees-home-'))
  const home = openHome(path)
  const programme = await readProgramme(folder)
  const outcomes = await ingest(home, programme, files, { now: () => new Date() })
  return { home, programme, outcomes, remove: () => rmSync(path, { recursive: true, force: true }) }
}
