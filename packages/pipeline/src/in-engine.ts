import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { restoreTable } from '@retombees/ingest/archive-table'
import type { Loading } from '@retombees/ingest/conform'
import {
  type ArchivedCells,
  archiveCells,
  beginCells,
  rowsIn,
} from '@retombees/ingest/engine-lane/archive-cells'
import { type ConformedInEngine, conformInEngine } from '@retombees/ingest/engine-lane/conform-in-engine'
import {
  headForEngine,
  lookAtFile,
  type OnBytes,
  type RegularFile,
} from '@retombees/ingest/engine-lane/regular-file'
import type { RawRow } from '@retombees/ingest/raw-table'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { openEngine, WRITING } from '@retombees/warehouse/engine'
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

/** A large file whose lines were looked at, and whose cells the engine reads meanwhile. */
export interface LargeFile {
  readonly regular: RegularFile
  /** Null where the file is better read row by row. Throws IngestError. */
  conform(loading: Loading): Promise<ConformedInEngine | null>
  /** Leaves the engine; to be called last, whatever happened. */
  close(): Promise<void>
}

/**
 * Looks at a file as one for the engine, which reads it while we count: as if no line were odd, which is stopped when one
 * is. Null when it is to be read row by row.
 */
export async function lookAtLarge(
  path: string,
  file: string,
  source: SourceFile,
  programme: Programme,
  folder: string,
  onBytes: OnBytes,
): Promise<LargeFile | null> {
  const head = headForEngine(path, file, source, programme)
  if (!head) return null
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  const parquet = join(folder, 'cells.parquet')
  const begun = beginCells(engine, path, head, parquet)
  const close = async () => {
    engine.interrupt()
    await begun
    await engine.close()
  }
  try {
    const regular = await lookAtFile(path, file, source, head, (done, total, lines, odd) => {
      if (odd > 0) engine.interrupt()
      onBytes(done, total, lines, odd)
    })
    if (!regular) {
      await close()
      return null
    }
    return {
      regular,
      close,
      conform: async (loading) => {
        const cells = await archiveCells(engine, regular, parquet, begun)
        return cells && conformInEngine(engine, cells, head.table, source, programme, loading, folder)
      },
    }
  } catch (error) {
    await close()
    throw error
  }
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
  const parquet = cellsFile(home, loadId)
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    const archived: ArchivedCells = {
      parquet,
      first: cells.firstLine,
      width: shape.header.length,
      count: await rowsIn(engine, parquet),
      odd,
    }
    return await conformInEngine(engine, archived, shape, source, programme, loading, folder)
  } finally {
    await engine.close()
  }
}
