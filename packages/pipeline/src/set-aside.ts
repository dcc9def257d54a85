import type { QuarantinedRow } from '@retombees/ingest/quarantine'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { conformArchived, openArchived } from './conform-again.ts'
import { PipelineError } from './errors.ts'

/** The rows of a load that are set aside, with the cells that are to be mended. */
export interface SetAside {
  readonly loadId: string
  readonly file: string
  /** Headings of the file; a column without one cannot be mended and is left out. */
  readonly header: readonly string[]
  readonly rows: readonly (QuarantinedRow & { readonly cells: readonly (string | null)[] })[]
}

/**
 * What is set aside of one load in force, or of all that have some. A row with a wrong number of cells has none here:
 * nothing says which cell is which. Throws a PipelineError when no load of that id is in force.
 */
export async function setAside(home: Home, programme: Programme, loadId?: string): Promise<SetAside[]> {
  const live = liveLoads(readLedger(home))
  const asked = loadId === undefined ? live : live.filter((load) => load.loadId === loadId)
  if (loadId !== undefined && asked.length === 0)
    throw new PipelineError('load-not-in-force', `Le chargement « ${loadId} » n’est pas en vigueur.`)
  const found: SetAside[] = []
  for (const load of asked) {
    const archived = await openArchived(home, programme, load)
    const { quarantined } = conformArchived(archived, programme, load)
    if (quarantined.length === 0) continue
    const { header, rows } = archived.raw
    const named = header.flatMap((heading, index) => (heading === '' ? [] : [index]))
    const byLine = new Map(rows.map(({ rowNo, cells }) => [rowNo, load.mends?.get(rowNo)?.cells ?? cells]))
    const cellsOf = (line: number) => {
      const cells = byLine.get(line) ?? []
      return named.map((index) => (cells.length === header.length ? (cells[index] ?? null) : null))
    }
    found.push({
      loadId: load.loadId,
      file: load.file,
      header: named.map((index) => header[index] as string),
      rows: quarantined.map((row) => ({ ...row, cells: cellsOf(row.row_no) })),
    })
  }
  return found
}
