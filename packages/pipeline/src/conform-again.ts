import { conformAs } from '@retombees/ingest/any-source'
import { restoreTable } from '@retombees/ingest/archive-table'
import type { Conformed } from '@retombees/ingest/conform'
import type { ConformedInEngine } from '@retombees/ingest/engine-lane/conform-in-engine'
import { isIngestError } from '@retombees/ingest/errors'
import { finding } from '@retombees/ingest/finding'
import type { RawTable } from '@retombees/ingest/raw-table'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Home } from '@retombees/warehouse/home'
import type { LiveLoad, MendedRow } from '@retombees/warehouse/ledger'
import {
  type ConformedFiles,
  conformedFiles,
  readManifest,
  readRaw,
  writeConformed,
} from '@retombees/warehouse/load-archive'
import { assertArchived, conformedAsWritten } from '@retombees/warehouse/load-files'
import type { LoadManifest } from '@retombees/warehouse/load-manifest'
import { dayIn } from './clock.ts'
import { conformKeyOf } from './conform-key.ts'
import { PipelineError } from './errors.ts'
import { conformCells, withScratch } from './in-engine.ts'

/**
 * The rows of a load as the programme conforms them now, made from its archive where they are not there yet, or are not
 * what was written. Throws a WarehouseError when the archive is damaged, a PipelineError when the programme does not
 * know the source any more, or would refuse the file.
 */
export async function conformedNow(
  home: Home,
  programme: Programme,
  load: LiveLoad,
): Promise<ConformedFiles> {
  const known = conformedFiles(home, load.loadId, conformKeyOf(programme, load))
  if (known && (await conformedAsWritten(home, known.manifest))) {
    // Where the engine makes the rows of the cells, what the cells are matters as much.
    if (known.facts.length > 1) await assertArchived(home, load.loadId)
    return known
  }
  await conformAgain(home, programme, load)
  return conformedNow(home, programme, load)
}

/** Conforms a load from its archive and keeps the result under the programme's key, whatever was there. */
export async function conformAgain(home: Home, programme: Programme, load: LiveLoad): Promise<void> {
  const { loadId } = load
  try {
    await withScratch(home, { keep: true }, async (folder) => {
      const inEngine = await conformedInEngine(home, programme, load, folder)
      const { table, definition, rows, quarantined, counts, warnings } =
        inEngine ?? conformArchived(await openArchived(home, programme, load), programme, load)
      await writeConformed(
        home,
        { loadId, key: conformKeyOf(programme, load), table, counts, warnings },
        { conformed: { definition, rows }, quarantine: quarantined, facts: inEngine?.facts },
      )
    })
  } catch (error) {
    if (isIngestError(error)) throw refused(load, error.message, error)
    throw error
  }
}

/** The same of a load whose cells are archived a column a column, in the engine; null of another, or where it cannot. */
async function conformedInEngine(
  home: Home,
  programme: Programme,
  load: LiveLoad,
  folder: string,
): Promise<ConformedInEngine | null> {
  const manifest = readManifest(home, load.loadId)
  if (!manifest.cells) return null
  await assertArchived(home, load.loadId)
  const { mends = new Map<number, MendedRow>() } = load
  const source = sourceOf(programme, load, manifest)
  const loading = {
    loadId: load.loadId,
    receivedOn: dayIn(programme.timezone, new Date(manifest.receivedAt)),
  }
  const mended = [...mends.values()].map(({ rowNo, cells }) => ({ rowNo, cells }))
  const conformed = await conformCells(home, manifest, source, programme, loading, mended, folder)
  if (!conformed || mends.size === 0) return conformed
  const before = restoreTable(manifest.reading, await readRaw(home, load.loadId, [...mends.keys()]))
  const warnings = before.rows.flatMap(({ rowNo, cells }) => {
    const mend = mends.get(rowNo)
    return mend ? [mendedRow(before, rowNo, cells, mend)] : []
  })
  return { ...conformed, warnings: [...conformed.warnings, ...warnings] }
}

function sourceOf(programme: Programme, load: LiveLoad, manifest: LoadManifest): SourceFile {
  const source = programme.sources.find((one) => one.id === manifest.source)
  if (!source) throw refused(load, `la source « ${manifest.source} » n’est plus définie`)
  return source
}

/** A load as it was archived, with the source that reads it now. */
export interface ArchivedLoad {
  readonly raw: RawTable
  readonly source: SourceFile
  /** ISO day. */
  readonly receivedOn: string
}

/** Throws a PipelineError when the programme does not know the source any more. */
export async function openArchived(home: Home, programme: Programme, load: LiveLoad): Promise<ArchivedLoad> {
  const manifest = readManifest(home, load.loadId)
  await assertArchived(home, load.loadId)
  return {
    raw: restoreTable(manifest.reading, await readRaw(home, load.loadId)),
    source: sourceOf(programme, load, manifest),
    receivedOn: dayIn(programme.timezone, new Date(manifest.receivedAt)),
  }
}

/** The rows of an archived load, those that were mended as they were mended, which is said of each. Throws IngestError. */
export function conformArchived(
  { raw, source, receivedOn }: ArchivedLoad,
  programme: Programme,
  { loadId, mends = new Map() }: Pick<LiveLoad, 'loadId' | 'mends'>,
): Conformed {
  const rows = raw.rows.map((row) => ({ ...row, cells: mends.get(row.rowNo)?.cells ?? row.cells }))
  const conformed = conformAs({ ...raw, rows }, source, programme, { loadId, receivedOn })
  const warnings = raw.rows.flatMap(({ rowNo, cells }) => {
    const mend = mends.get(rowNo)
    return mend ? [mendedRow(raw, rowNo, cells, mend)] : []
  })
  return { ...conformed, warnings: [...conformed.warnings, ...warnings] }
}

function mendedRow(
  { file, header }: RawTable,
  row: number,
  before: readonly (string | null)[],
  { at, cells }: MendedRow,
) {
  const changed = header.filter((_, index) => cells[index] !== (before[index] ?? null))
  return finding({
    code: 'mended-row',
    file,
    row,
    column: changed.join(', ') || undefined,
    problem: `cette ligne avait été mise de côté et a été corrigée le ${at.slice(0, 10)}`,
    remedy: 'rien : le fichier archivé garde ce qui avait été écrit',
  })
}

function refused({ loadId, file }: LiveLoad, problem: string, cause?: unknown): PipelineError {
  return new PipelineError(
    'load-refused',
    `Le chargement ${loadId} (${file}) ne se lit plus avec la définition actuelle du programme : ${problem.replace(/\.?$/, '.')} Rien n’est publié ; rétablissez la définition ou retirez ce chargement (« retombees unload ${loadId} »).`,
    { cause },
  )
}
