import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from './append-rows.ts'
import { writeOnce } from './durable-file.ts'
import { openEngine, WRITING } from './engine.ts'
import { digestsOf } from './file-digest.ts'
import type { Home } from './home.ts'
import { cellsFile, parquet, RAW, type RawLine, rawFile } from './load-archive.ts'
import type { LoadManifest } from './load-manifest.ts'
import { literal } from './sql-text.ts'

/** A load of which some lines are to be other than they were read. */
export interface SeveredLoad {
  readonly manifest: LoadManifest
  /** The lines that change, as they are to be. */
  readonly lines: readonly RawLine[]
}

/** The key of a load that is to be conformed again from its lines, whatever the programme. */
const NEVER_CONFORMED = 'erased'

/** Ids of every load of the archive: in force, replaced or taken out. */
export function archivedLoads(home: Home): string[] {
  return readdirSync(home.loads)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

/** Writes a load anew with these lines in the place of those it has, without what was conformed of it. */
export async function writeSeveredLoad(
  home: Home,
  { manifest, lines }: SeveredLoad,
  folder: string,
): Promise<void> {
  const { loadId } = manifest
  mkdirSync(folder)
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    await engine.run('create table changed (row_no integer, fields varchar, cells varchar)')
    await engine.append({ name: 'changed', columns: RAW.columns }, lines as Iterable<object> as Iterable<Row>)
    await engine.run(
      `copy (select r.row_no, coalesce(c.fields, r.fields) as fields,
          case when c.row_no is null then r.cells else c.cells end as cells
        from ${parquet(rawFile(home, loadId))} as r left join changed as c on c.row_no = r.row_no order by r.row_no)
      to ${literal(join(folder, 'raw.parquet'))} (format parquet, compression zstd)`,
    )
  } finally {
    await engine.close()
  }
  const cells = cellsFile(home, loadId)
  if (existsSync(cells)) copyFileSync(cells, join(folder, 'cells.parquet'))
  const written = { ...manifest, key: NEVER_CONFORMED, files: await digestsOf(folder) }
  writeOnce(join(folder, 'manifest.json'), `${JSON.stringify(written, null, 2)}\n`)
}
