import { createHash } from 'node:crypto'
import { periodOf } from '@retombees/model/published/period-units'
import type { Programme } from '@retombees/programme/programme'
import type { LiveLoad } from '@retombees/warehouse/ledger'
import { TABLES } from '@retombees/warehouse/tables'

/** To be raised when the same file and definitions are to give other rows than before. */
const CONFORMING = 3
/** To be raised when the same loads are to give another snapshot than before. */
const ASSEMBLING = 2

/** What conformed rows depend on besides their file. Rows kept under another key are made again. */
export function conformKey(programme: Programme): string {
  return digest(['conform', CONFORMING, TABLES, programme.digest]).slice(0, 16)
}

/** What the conformed rows of a load depend on: those that were mended besides, and the erasures that rewrote it. */
export function conformKeyOf(programme: Programme, { mends, erasures }: LiveLoad): string {
  const key = conformKey(programme)
  if (!mends && !erasures) return key
  return `${key}-${digest([...(mends?.values() ?? []), ...(erasures ? [erasures] : [])]).slice(0, 16)}`
}

/** What the internal face of a snapshot is assembled by, whatever its loads. */
export function assemblyKey(programme: Programme): string {
  return digest(['assembly', ASSEMBLING, conformKey(programme)]).slice(0, 16)
}

/**
 * What a snapshot depends on: equal inputs give equal content. The day counts by the last period that had closed, for each
 * cut that the programme publishes by.
 */
export function inputsDigest(programme: Programme, loads: readonly LiveLoad[], publishedAt: string): string {
  const of = loads.map((load) => [load.loadId, conformKeyOf(programme, load)])
  const month = publishedAt.slice(0, 7)
  const open = [...new Set(programme.publication.cubes.map(({ period }) => periodOf(month, period)))].sort()
  return digest(['snapshot', ASSEMBLING, conformKey(programme), of, open])
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value), 'utf8').digest('hex')
}
