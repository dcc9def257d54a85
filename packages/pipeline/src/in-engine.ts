import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { restoreTable } from '@retombees/ingest/archive-table'
import type { Loading } from '@retombees/ingest/conform'
import { type ArchivedCells, archiveCells } from '@retombees/ingest/engine-lane/archive-cells'
import { type ConformedInEngine, conformInEngine } from '@retombees/ingest/engine-lane/conform-in-engine'
import type { RegularFile } from '@retombees/ingest/engine-lane/regular-file'
import type { RawRow } from '@retombees/ingest/raw-table'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { type Engine, openEngine, WRITING } from '@retombees/warehouse/engine'
import type { Home } from '@retombees/warehouse/home'
import { cellsFile, readLinesApart, UNFINISHED } from '@retombees/warehouse/load-archive'
import type { LoadManifest } from '@retombees/warehouse/load-manifest'

/** A file from this many bytes on is looked at as one that the engine may read: below, reading row by row is as quick. */
export const LARGE = 8 * 1024 ** 2

/** A folder beside the loads (so that files move into them), or anywhere when nothing is kept; `work` is the last to use it. */
export async function withScratch<T>(
  home: Home,
  { keep }: { keep: boolean },
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = keep
    ? join(home.loads, `${UNFINISHED}${randomUUID()}`)
    : mkdtempSync(join(tmpdir(), 'retombees-'))
  if (keep) mkdirSync(folder, { mode: 0o700 })
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Conforms a regular file in the engine; null where it is better read row by row. Throws IngestError. */
export function conformRegular(
  regular: RegularFile,
  programme: Programme,
  loading: Loading,
  folder: string,
): Promise<ConformedInEngine | null> {
  const { source, head } = regular
  return withEngine(async (engine) => {
    const cells = await archiveCells(engine, regular, join(folder, 'cells.parquet'))
    return cells && conformInEngine(engine, cells, head.table, source, programme, loading, folder)
  })
}

/** Conforms a load again from its archive of cells, these rows as they were mended; null where it must be read row by row. Throws IngestError. */
export async function conformCells(
  home: Home,
  manifest: LoadManifest,
  source: SourceFile,
  programme: Programme,
  loading: Loading,
  mended: readonly RawRow[],
  folder: string,
): Promise<ConformedInEngine | null> {
  const { cells, reading, loadId } = manifest
  if (!cells) return null
  const { rows, ...shape } = restoreTable(reading, await readLinesApart(home, loadId))
  const lines = new Set(mended.map(({ rowNo }) => rowNo))
  const odd = [...rows.filter(({ rowNo }) => !lines.has(rowNo)), ...mended]
  const archived: ArchivedCells = {
    parquet: cellsFile(home, loadId),
    first: cells.firstLine,
    width: shape.header.length,
    odd,
  }
  return withEngine((engine) => conformInEngine(engine, archived, shape, source, programme, loading, folder))
}

async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
