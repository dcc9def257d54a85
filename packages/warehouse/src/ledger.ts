import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Provenance } from '@retombees/contract/figure'
import { z } from 'zod'
import { syncFolder } from './durable-file.ts'
import { LedgerError } from './errors.ts'
import type { Home } from './home.ts'
import { assertWriter } from './lock.ts'

const dated = { at: z.string() }
const loaded = {
  ...dated,
  loadId: z.string(),
  source: z.string(),
  /** Name of the file, without its folder. */
  file: z.string(),
  sha256: z.string(),
  provenance: Provenance,
}

/** A row of a load as it is to be read from now on: its cells under the headings of the file, identifiers replaced. */
const MendedCells = z.object({ rowNo: z.number().int(), cells: z.array(z.string().nullable()) })

/** One thing that happened to the warehouse, at an instant in UTC. A later kind is one more member. */
export const LedgerEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('load'), ...loaded }),
  /** A load that takes the place of another, which stays in the archive. */
  z.object({ kind: z.literal('replace'), ...loaded, replaces: z.string() }),
  z.object({ kind: z.literal('unload'), ...dated, loadId: z.string() }),
  /** Rows that were set aside and have been corrected: the archive keeps them as they were read. */
  z.object({ kind: z.literal('mend'), ...dated, loadId: z.string(), rows: z.array(MendedCells).min(1) }),
  /** The only event that rewrites loads, and the mends before it: persons were severed from their rows. It tells how many, never whom. */
  z.object({
    kind: z.literal('erase'),
    ...dated,
    cause: z.enum(['request', 'retention']),
    /** Who had it done. */
    by: z.string(),
    persons: z.number().int(),
    loads: z.array(z.object({ loadId: z.string(), rows: z.number().int() })),
  }),
])
export type LedgerEvent = z.infer<typeof LedgerEvent>
/** A row that was mended, and when. */
export interface MendedRow extends z.infer<typeof MendedCells> {
  readonly at: string
}
/** A load in force, and its mended rows by line, where it has any. */
export type LiveLoad = Extract<LedgerEvent, { kind: 'load' | 'replace' }> & {
  readonly mends?: ReadonlyMap<number, MendedRow>
  /** How many erasures have rewritten it; none where it is as it came. */
  readonly erasures?: number
}

/** A last line that a killed writer did not finish: it was acknowledged to nobody. */
export interface TornLine {
  readonly line: number
  /** Bytes before it. */
  readonly offset: number
  readonly text: string
}

/**
 * Adds an event and returns once it is on the disk. Only the writer may. Throws a LedgerError when the last line is
 * torn (`mendLedger` first).
 */
export function appendEvent(home: Home, event: LedgerEvent): void {
  assertWriter(home)
  const { events, torn } = inspectLedger(home)
  if (torn) throw new LedgerError(home.ledger, torn.line, 'dernière ligne inachevée')
  const isNew = !existsSync(home.ledger)
  const line = ledgerLine(event, events.length + 1)
  const descriptor = openSync(home.ledger, 'a')
  try {
    writeSync(descriptor, line)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  if (isNew) syncFolder(dirname(home.ledger))
}

/** The text of a whole ledger. An erasure alone replaces one with another. */
export function ledgerText(events: readonly LedgerEvent[]): string {
  return events.map((event, at) => ledgerLine(event, at + 1)).join('')
}

function ledgerLine(event: LedgerEvent, seq: number): string {
  return `${JSON.stringify({ seq, ...LedgerEvent.parse(event) })}\n`
}

/** The loads that events tell of, each once: in force, replaced or taken out. */
export function loadsTold(events: readonly LedgerEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.kind === 'erase' ? [] : event.loadId)))
}

/** Every event, oldest first. A torn last line is left out: `inspectLedger` tells of it. */
export function readLedger(home: Home): LedgerEvent[] {
  return inspectLedger(home).events
}

/**
 * Every event and, apart, a last line without its end. Throws a LedgerError that names the first line that is not an
 * event or not the next in number: a ledger is never read around a hole.
 */
export function inspectLedger(home: Home): { events: LedgerEvent[]; torn: TornLine | null } {
  const bytes = existsSync(home.ledger) ? readFileSync(home.ledger) : Buffer.alloc(0)
  const whole = bytes.lastIndexOf('\n') + 1
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  const events = lines.map((text, at) => readEvent(home, text, at + 1))
  const rest = bytes.subarray(whole).toString('utf8')
  return { events, torn: rest === '' ? null : { line: lines.length + 1, offset: whole, text: rest } }
}

/** Cuts a torn last line off, keeping its text beside the ledger; returns it, or null when there was none. */
export function mendLedger(home: Home): TornLine | null {
  assertWriter(home)
  const { torn } = inspectLedger(home)
  if (!torn) return null
  appendFileSync(`${home.ledger}.torn`, `${torn.text}\n`)
  const descriptor = openSync(home.ledger, 'r+')
  try {
    ftruncateSync(descriptor, torn.offset)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return torn
}

/** The loads in force, in the order in which they came: neither unloaded nor replaced since. */
export function liveLoads(events: readonly LedgerEvent[]): LiveLoad[] {
  const live = new Map<string, LiveLoad>()
  for (const event of events) {
    if (event.kind === 'unload') live.delete(event.loadId)
    else if (event.kind === 'mend') {
      const load = live.get(event.loadId)
      if (load) live.set(event.loadId, { ...load, mends: mended(load, event) })
    } else if (event.kind === 'erase') {
      for (const { loadId } of event.loads) {
        const load = live.get(loadId)
        if (load) live.set(loadId, { ...load, erasures: (load.erasures ?? 0) + 1 })
      }
    } else {
      if (event.kind === 'replace') live.delete(event.replaces)
      live.set(event.loadId, event)
    }
  }
  return [...live.values()]
}

/** The last mend of a row is the one that counts. */
function mended(
  { mends = new Map() }: LiveLoad,
  { at, rows }: Extract<LedgerEvent, { kind: 'mend' }>,
): ReadonlyMap<number, MendedRow> {
  return new Map([...mends, ...rows.map((row) => [row.rowNo, { ...row, at }] as const)])
}

function readEvent(home: Home, text: string, line: number): LedgerEvent {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new LedgerError(home.ledger, line, 'ligne illisible')
  }
  const numbered = z.looseObject({ seq: z.literal(line) }).safeParse(value)
  if (!numbered.success)
    throw new LedgerError(home.ledger, line, 'numéro d’ordre inattendu, une ligne manque')
  const event = LedgerEvent.safeParse(value)
  if (!event.success) throw new LedgerError(home.ledger, line, 'évènement inconnu de cette version')
  return event.data
}
