import { randomBytes } from 'node:crypto'
import type { MendOutcome } from '@retombees/contract/load'
import { columnsAs } from '@retombees/ingest/any-source'
import { isIngestError } from '@retombees/ingest/errors'
import { type Correction, correctedRows } from '@retombees/ingest/mend'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import {
  appendEvent,
  type LiveLoad,
  liveLoads,
  type MendedRow,
  readLedger,
} from '@retombees/warehouse/ledger'
import type { Clock } from './clock.ts'
import { type ArchivedLoad, conformArchived, openArchived } from './conform-again.ts'
import { PipelineError } from './errors.ts'
import { personKey } from './person-key.ts'
import { publishLive } from './publication.ts'
import { asWriter } from './writer.ts'

/** A row that was set aside, as somebody corrected it. */
export interface MendRequest {
  readonly loadId: string
  readonly rowNo: number
  readonly fields: Correction
}

/**
 * Puts corrected rows back: each takes the place of the row of the same load and line, which the archive keeps, if the
 * whole of it can then be believed. What cannot be is reported with its reason and changes nothing. Publishes at the
 * end where anything was mended. Throws a LockedError when somebody else writes.
 */
export function mend(
  home: Home,
  programme: Programme,
  requests: readonly MendRequest[],
  { now }: { now: Clock },
): Promise<MendOutcome[]> {
  return asWriter(home, 'mend', now, async () => {
    const live = liveLoads(readLedger(home))
    const outcomes: MendOutcome[] = []
    for (const loadId of new Set(requests.map((request) => request.loadId))) {
      const own = requests.filter((request) => request.loadId === loadId)
      const load = live.find((one) => one.loadId === loadId)
      outcomes.push(...(load ? await mendLoad(home, programme, load, own, now) : own.map(notInForce)))
    }
    if (outcomes.some(({ status }) => status === 'mended')) await publishLive(home, programme, now)
    return outcomes
  })
}

async function mendLoad(
  home: Home,
  programme: Programme,
  load: LiveLoad,
  requests: readonly MendRequest[],
  now: Clock,
): Promise<MendOutcome[]> {
  try {
    const archived = await openArchived(home, programme, load)
    const before = conformArchived(archived, programme, load)
    const aside = new Set(before.quarantined.map((row) => row.row_no))
    const wanted = requests.filter(({ rowNo }) => aside.has(rowNo))
    const at = now().toISOString()
    const { mends, strangers } = corrected(home, programme, load, archived, wanted, at)
    const after = conformArchived(archived, programme, { loadId: load.loadId, mends: joined(load, mends) })
    const still = new Map(after.quarantined.map((row) => [row.row_no, row.message]))
    const outcome = outcomeOf(load.loadId)
    const good = mends.filter(({ rowNo }) => !still.has(rowNo))
    const told = requests.map(({ rowNo, fields }) => {
      const unknown = Object.keys(fields).filter((heading) => strangers.includes(heading))
      if (unknown.length > 0) return outcome(rowNo, 'refused', unknownHeadings(unknown, archived))
      if (!aside.has(rowNo)) return outcome(rowNo, 'refused', NOT_ASIDE)
      const message = still.get(rowNo)
      return message === undefined ? outcome(rowNo, 'mended', null) : outcome(rowNo, 'quarantined', message)
    })
    const kept = good.filter(({ rowNo }) =>
      told.some((one) => one.row_no === rowNo && one.status === 'mended'),
    )
    if (kept.length > 0)
      appendEvent(home, {
        kind: 'mend',
        at,
        loadId: load.loadId,
        rows: kept.map(({ rowNo, cells }) => ({ rowNo, cells })),
      })
    return told
  } catch (error) {
    if (!isIngestError(error) && !(error instanceof PipelineError)) throw error
    return requests.map(({ rowNo }) => outcomeOf(load.loadId)(rowNo, 'refused', error.message))
  }
}

function corrected(
  home: Home,
  programme: Programme,
  load: LiveLoad,
  { raw, source, receivedOn }: ArchivedLoad,
  requests: readonly MendRequest[],
  at: string,
): { mends: readonly MendedRow[]; strangers: readonly string[] } {
  const standing = { ...raw, rows: raw.rows.map((row) => ({ ...row, ...cellsOf(load, row.rowNo) })) }
  const secret = source.person ? personKey(home, randomBytes, { keep: true }) : undefined
  const { rows, strangers } = correctedRows(
    standing,
    new Map(requests.map(({ rowNo, fields }) => [rowNo, fields])),
    { source, columns: columnsAs(raw, source, programme), receivedOn, ...(secret ? { secret } : {}) },
  )
  return { mends: rows.map(({ rowNo, cells }) => ({ rowNo, cells: [...cells], at })), strangers }
}

function cellsOf({ mends }: LiveLoad, rowNo: number): { cells?: (string | null)[] } {
  const mended = mends?.get(rowNo)
  return mended ? { cells: mended.cells } : {}
}

function joined({ mends = new Map() }: LiveLoad, more: readonly MendedRow[]): ReadonlyMap<number, MendedRow> {
  return new Map([...mends, ...more.map((row) => [row.rowNo, row] as const)])
}

function outcomeOf(loadId: string) {
  return (rowNo: number, status: MendOutcome['status'], reason: string | null): MendOutcome => ({
    load_id: loadId,
    row_no: rowNo,
    status,
    reason,
  })
}

const NOT_ASIDE =
  'cette ligne n’est pas mise de côté : une ligne chargée se corrige dans son fichier, que l’on dépose avec --replace'

function notInForce({ loadId, rowNo }: MendRequest): MendOutcome {
  return outcomeOf(loadId)(rowNo, 'refused', `le chargement « ${loadId} » n’est pas en vigueur`)
}

function unknownHeadings(unknown: readonly string[], { raw }: ArchivedLoad): string {
  const known = raw.header.filter(Boolean).map((heading) => `« ${heading} »`)
  return `colonne inconnue de ce chargement : ${unknown.map((one) => `« ${one} »`).join(', ')} ; attendu : ${known.join(', ')}`
}
