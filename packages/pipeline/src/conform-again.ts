import { conformAs } from '@retombees/ingest/any-source'
import { restoreTable } from '@retombees/ingest/archive-table'
import { isIngestError } from '@retombees/ingest/errors'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import type { LiveLoad } from '@retombees/warehouse/ledger'
import {
  type ConformedFiles,
  conformedFiles,
  readManifest,
  readRaw,
  writeConformed,
} from '@retombees/warehouse/load-archive'
import { dayIn } from './clock.ts'
import { conformKey } from './conform-key.ts'
import { PipelineError } from './errors.ts'

/**
 * The rows of a load as the programme conforms them now, made from its archive where they are not there yet. Throws a
 * PipelineError when the programme does not know the source any more, or would refuse the file.
 */
export async function conformedNow(
  home: Home,
  programme: Programme,
  load: LiveLoad,
): Promise<ConformedFiles> {
  const known = conformedFiles(home, load.loadId, conformKey(programme))
  if (known) return known
  await conformAgain(home, programme, load)
  return conformedNow(home, programme, load)
}

/** Conforms a load from its archive and keeps the result under the programme's key, whatever was there. */
export async function conformAgain(home: Home, programme: Programme, load: LiveLoad): Promise<void> {
  const { loadId } = load
  const manifest = readManifest(home, loadId)
  const source = programme.sources.find((one) => one.id === manifest.source)
  if (!source) throw refused(load, `la source « ${manifest.source} » n’est plus définie`)
  const raw = restoreTable(manifest.reading, await readRaw(home, loadId))
  const receivedOn = dayIn(programme.timezone, new Date(manifest.receivedAt))
  try {
    const { table, definition, rows, quarantined, counts, warnings } = conformAs(raw, source, programme, {
      loadId,
      receivedOn,
    })
    await writeConformed(
      home,
      { loadId, key: conformKey(programme), table, counts, warnings },
      { conformed: { definition, rows }, quarantine: quarantined },
    )
  } catch (error) {
    if (isIngestError(error)) throw refused(load, error.message, error)
    throw error
  }
}

function refused({ loadId, file }: LiveLoad, problem: string, cause?: unknown): PipelineError {
  return new PipelineError(
    'load-refused',
    `Le chargement ${loadId} (${file}) ne se lit plus avec la définition actuelle du programme : ${problem} Rien n’est publié ; rétablissez la définition ou retirez ce chargement (« retombees unload ${loadId} »).`,
    { cause },
  )
}
