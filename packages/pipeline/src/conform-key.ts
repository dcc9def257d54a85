import { createHash } from 'node:crypto'
import type { Programme } from '@retombees/programme/programme'
import { TABLES } from '@retombees/warehouse/tables'

/** To be raised when the same file and definitions are to give other rows than before. */
const CONFORMING = 2
/** To be raised when the same loads are to give another snapshot than before. */
const ASSEMBLING = 2

/** What conformed rows depend on besides their file. Rows kept under another key are made again. */
export function conformKey(programme: Programme): string {
  return digest(['conform', CONFORMING, TABLES, programme.digest]).slice(0, 16)
}

/** What a snapshot depends on: equal inputs give equal content. */
export function inputsDigest(programme: Programme, loads: readonly string[]): string {
  return digest(['snapshot', ASSEMBLING, conformKey(programme), loads])
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value), 'utf8').digest('hex')
}
